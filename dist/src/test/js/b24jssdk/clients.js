import { B24OAuth } from '@bitrix24/b24jssdk'

/** CREDENTIALS of the two sandboxes. */
export const PLAIN = JSON.parse(process.env.PLAIN)
export const SECURE = JSON.parse(process.env.SECURE)

let installed = 0

/** A client of the SDK for the application that such fields are of. */
export function client(fields, options) {
  return new B24OAuth(
    {
      applicationToken: fields.application_token,
      userId: fields.user_id,
      memberId: fields.member_id,
      accessToken: fields.access_token,
      refreshToken: fields.refresh_token,
      expires: fields.expires,
      expiresIn: fields.expires_in,
      scope: fields.scope,
      domain: fields.domain,
      clientEndpoint: fields.client_endpoint,
      serverEndpoint: fields.server_endpoint,
      status: fields.status,
    },
    { clientId: fields.client_id, clientSecret: fields.client_secret },
    options,
  )
}

/** Another application on the portal of those credentials, found at the same endpoints. */
export async function application(credentials) {
  const answer = await control(credentials, 'POST', '/portals/acme/installs', {
    clientId: `local.js.${process.pid}.${++installed}`,
    clientSecret: 'secret',
  })
  const { domain, client_endpoint, server_endpoint } = credentials
  return { ...answer, domain, client_endpoint, server_endpoint }
}

/** Asks the control API of a sandbox. */
export async function control(credentials, method, path, body) {
  const url = new URL(`/_sandbox${path}`, credentials.client_endpoint)
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** Makes one call and gives its result. */
export async function call(b24, method, params) {
  const response = await b24.actions.v2.call.make({ method, params })
  return response.getData().result
}

/** Parameters of a sound imbot.register. */
export function bot(code) {
  return { CODE: code, EVENT_HANDLER: 'https://bots.example.test/events', PROPERTIES: { NAME: 'Echo' } }
}

/** Parameters of a sound imbot.app.register. */
export function app(botId, code) {
  const LANG = [{ LANGUAGE_ID: 'en', TITLE: 'Help', DESCRIPTION: 'What I can do', COPYRIGHT: 'Example Ltd' }]
  return { BOT_ID: botId, CODE: code, JS_METHOD: 'SEND', JS_PARAM: '/help', CONTEXT: 'BOT', LANG }
}
