import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { B24Hook } from '@bitrix24/b24jssdk'
import { SECURE, app, bot, call, control } from './clients.js'

describe('an inbound webhook over TLS', () => {
  const b24 = B24Hook.fromWebhookUrl(SECURE.webhook_url)

  test('calls', async () => {
    assert.equal((await call(b24, 'profile')).NAME, 'Alice')
  })

  test('registers a bot and its app in one batch as the client it names', async () => {
    const CLIENT_ID = 'hook-of-the-sdk'

    const batch = await b24.actions.v2.batch.make({
      calls: [
        ['imbot.register', { ...bot('hook-batch'), CLIENT_ID }],
        ['imbot.app.register', { ...app('$result[0]', 'help'), CLIENT_ID }],
      ],
    })

    assert.deepEqual(batch.getErrorMessages(), [])
    const [botId, appId] = batch.getData()
    const { chatApps } = await control(SECURE, 'GET', '/portals/acme')
    const registered = chatApps.find((one) => one.id === appId)
    assert.equal(registered.botId, botId)
    assert.equal(registered.clientId, `custom${CLIENT_ID}`)
  })

  test('is refused with a wrong secret', async () => {
    const stranger = B24Hook.fromWebhookUrl(new URL('0123456789abcdef/', new URL('..', SECURE.webhook_url)).href)

    await assert.rejects(call(stranger, 'profile'), { code: 'INVALID_CREDENTIALS', status: 403 })
  })
})
