import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { PLAIN, SECURE, application, control } from './clients.js'

const README = fileURLToPath(new URL('../../../../../README.md', import.meta.url))
const EXAMPLE = fileURLToPath(new URL('node_modules/readme-example.mjs', import.meta.url)) // where the SDK is found

for (const [scheme, credentials] of [
  ['http', PLAIN],
  ['https', SECURE],
]) {
  test(`the README's example works over ${scheme} as it stands there`, async () => {
    const [, example] = /```js\n(.*?)```/s.exec(await readFile(README, 'utf8'))
    await writeFile(EXAMPLE, example)

    const { stdout } = await promisify(execFile)(process.execPath, [EXAMPLE], {
      env: { ...process.env, CREDENTIALS: JSON.stringify(await application(credentials)) },
    })

    const { bots } = await control(credentials, 'GET', '/portals/acme')
    assert.equal(stdout, `bot ${bots.find((bot) => bot.code === 'echo').id}\n`)
  })
}
