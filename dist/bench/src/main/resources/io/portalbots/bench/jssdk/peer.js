// The official SDK for JavaScript as a peer of `portalbots bench fanout`. It is told commands on stdin, one JSON object a
// line, and answers each with a line. Arguments: how many apps, how many portals at once.
import dns from 'node:dns'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { B24OAuth } from '@bitrix24/b24jssdk'

const ICON_BYTES = 2500
const [apps, atOnce] = process.argv.slice(2).map(Number)
let places = []

// Node.js does not know that names below localhost are this machine.
const lookup = dns.lookup
dns.lookup = (name, options, done) => {
  const [how, then] = typeof options === 'function' ? [{}, options] : [options, done]
  if (!name.endsWith('.localhost')) return lookup(name, how, then)
  const found = how.all ? [[{ address: '127.0.0.1', family: 4 }]] : ['127.0.0.1', 4]
  return process.nextTick(then, null, ...found)
}

function client({ domain, token }) {
  const origin = `http://${domain}`
  return new B24OAuth(
    {
      applicationToken: 'none', userId: 1, memberId: domain, accessToken: token, refreshToken: 'none',
      expires: Math.floor(Date.now() / 1000) + 3600, expiresIn: 3600, scope: 'im,imbot', domain,
      clientEndpoint: `${origin}/rest/`, serverEndpoint: `${origin}/rest/`, status: 'L',
    },
    { clientId: 'local.bench', clientSecret: 'secret' },
  )
}

function png(app) {
  const bytes = Buffer.alloc(ICON_BYTES)
  let state = app
  for (let at = 0; at < ICON_BYTES; at++) {
    state = (state * 1103515245 + 12345) % 2147483648
    bytes[at] = state >> 16
  }
  Buffer.from('89504e470d0a1a0a0000000d494844520000006c00000042', 'hex').copy(bytes)
  return bytes
}

const icons = Array.from({ length: apps }, (_, index) => png(index + 1))

const changed = (app, version) => ({
  CONTEXT: 'ALL',
  LANG: [
    { LANGUAGE_ID: 'en', TITLE: `js ${app} v${version}`, DESCRIPTION: 'Opens the app', COPYRIGHT: 'Example Ltd' },
  ],
})

const whole = (place, app, version) => ({
  IFRAME: `http://127.0.0.1:8080/frames/${place.domain}/fan/app${app}`,
  IFRAME_WIDTH: 360,
  IFRAME_HEIGHT: 240,
  IFRAME_POPUP: 'N',
  HIDDEN: 'N',
  HASH: `3f9c1b7e5a2d48608c4e9f10ab67d2${10 + app}`,
  ICON_FILE: icons[app - 1].toString('base64'),
  EXTRANET_SUPPORT: 'N',
  LIVECHAT_SUPPORT: 'N',
  ...changed(app, version),
})

const each = (call) => Array.from({ length: apps }, (_, index) => call(index + 1))

async function batch(place, calls) {
  const response = await place.b24.actions.v2.batch.make({ calls })
  if (!response.isSuccess) throw new Error(response.getErrorMessages().join('; '))
  return response.getData()
}

const works = {
  async bot(place) {
    const properties = { CODE: 'jssdk', EVENT_HANDLER: 'https://bots.example.test/events', PROPERTIES: { NAME: 'JS' } }
    place.bot = (await batch(place, [['imbot.register', properties]]))[0]
  },
  async add(place, { version }) {
    place.apps = await batch(
      place,
      each((app) => [
        'imbot.app.register',
        { BOT_ID: place.bot, CODE: `fan.app${app}`, ...whole(place, app, version) },
      ]),
    )
  },
  async update(place, { version, whole: everything }) {
    const fields = (app) => (everything ? whole(place, app, version) : changed(app, version))
    await batch(place, each((app) => ['imbot.app.update', { APP_ID: place.apps[app - 1], FIELDS: fields(app) }]))
  },
  async remove(place) {
    await batch(place, each((app) => ['imbot.app.unregister', { APP_ID: place.apps[app - 1] }]))
  },
}

async function all(work, command) {
  const start = process.hrtime.bigint()
  let next = 0
  let failed = 0
  const lane = async () => {
    while (next < places.length) {
      const place = places[next++]
      await work(place, command).catch((error) => {
        failed++
        console.error(place.domain, error)
      })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return { wall_ns: Number(process.hrtime.bigint() - start), calls: places.length, bytes: 0, failed }
}

async function obey(command) {
  switch (command.do) {
    case 'cpu': {
      const { user, system } = process.cpuUsage()
      return { cpu_ns: (user + system) * 1000 }
    }
    case 'begin': {
      const lines = readFileSync(command.file, 'utf8').split('\n').filter(Boolean)
      places = lines.map((line) => JSON.parse(line)).map((tenant) => ({ domain: tenant.domain, b24: client(tenant) }))
      return all(works.bot, command)
    }
    default:
      return all(works[command.do], command)
  }
}

console.log('{}')
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await obey(JSON.parse(line))))
}
