import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AjaxError, RefreshTokenError } from '@bitrix24/b24jssdk'
import { PLAIN, SECURE, app, application, bot, call, client, control } from './clients.js'

for (const [scheme, credentials] of [
  ['http', PLAIN],
  ['https', SECURE],
]) {
  describe(`an application with OAuth over ${scheme}`, () => {
    test('calls with the printed credentials as they are', async () => {
      assert.ok(credentials.client_endpoint.startsWith(`${scheme}://127.0.0.1:`))

      const profile = await call(client(credentials), 'profile')

      assert.equal(profile.NAME, 'Alice')
      assert.equal(profile.ADMIN, true)
    })

    test('registers a bot and its app in one batch, the second by the result of the first', async () => {
      const b24 = client(await application(credentials))

      const batch = await b24.actions.v2.batch.make({
        calls: {
          bot: ['imbot.register', bot(`${scheme}-batch`)],
          app: ['imbot.app.register', app('$result[bot]', 'help')],
        },
      })

      assert.deepEqual(batch.getErrorMessages(), [])
      const ids = batch.getData()
      const { chatApps } = await control(credentials, 'GET', '/portals/acme')
      const registered = chatApps.find((one) => one.id === ids.app)
      assert.equal(registered.botId, ids.bot)
      assert.equal(registered.code, 'help')
    })

    test('runs more commands than one batch takes', async () => {
      const b24 = client(await application(credentials))
      const calls = Array.from({ length: 70 }, () => ['profile', {}])

      const batch = await b24.actions.v2.batchByChunk.make({ calls, options: { isHaltOnError: true } })

      assert.deepEqual(batch.getErrorMessages(), [])
      assert.equal(batch.getData().length, 70)
    })

    test('learns which command of a batch failed, and of the others what they gave', async () => {
      const b24 = client(await application(credentials))

      const batch = await b24.actions.v2.batch.make({
        calls: { none: ['imbot.app.unregister', { APP_ID: 999_999 }], me: ['profile', {}] },
        options: { isHaltOnError: false },
      })

      assert.equal(batch.getErrorsByKey().none.code, 'CHAT_APP_ID_ERROR')
      assert.equal(batch.getData().me.NAME, 'Alice')
    })

    test('stops a batch at the first failure when told to', async () => {
      const b24 = client(await application(credentials))

      const batch = await b24.actions.v2.batch.make({
        calls: { none: ['imbot.app.unregister', { APP_ID: 999_999 }], me: ['profile', {}] },
        options: { isHaltOnError: true },
      })

      assert.deepEqual(Object.keys(batch.getErrorsByKey()), ['none'])
      assert.deepEqual(batch.getData(), {})
    })

    test('refreshes by itself when the hour is over, and goes on with what it got', async () => {
      const fields = await application(credentials)
      const b24 = client(fields)
      const refreshed = []
      b24.setCallbackRefreshAuth(async ({ b24OAuthParams }) => void refreshed.push({ ...b24OAuthParams }))
      await control(credentials, 'POST', '/clock', { advance: 'PT61M' })

      const late = await call(b24, 'profile')
      const later = await call(b24, 'profile')

      assert.deepEqual([late.NAME, later.NAME], ['Alice', 'Alice'])
      assert.equal(refreshed.length, 1)
      assert.notEqual(refreshed[0].accessToken, fields.access_token)
      assert.notEqual(refreshed[0].refreshToken, fields.refresh_token)
      assert.equal(refreshed[0].clientEndpoint, fields.client_endpoint)
      assert.equal(refreshed[0].serverEndpoint, fields.server_endpoint)
    })

    test('is told that a refresh token was used before', async () => {
      const fields = await application(credentials)
      await client(fields).auth.refreshAuth()

      await assert.rejects(client(fields).auth.refreshAuth(), (error) => {
        assert.ok(error instanceof RefreshTokenError)
        assert.equal(error.code, 'invalid_grant')
        assert.equal(error.status, 400)
        return true
      })
    })

    for (const { what, fields = {}, method, params = {}, code, status, says } of [
      { what: 'a method there is not', method: 'imbot.moon', code: 'ERROR_METHOD_NOT_FOUND', status: 404 },
      { what: 'a token nobody knows', fields: { access_token: '0' }, method: 'profile', code: 'NO_AUTH_FOUND', status: 401 },
      { what: 'a bot there is not', method: 'imbot.app.register', params: app(999_999, 'help'), code: 'BOT_ID_ERROR', status: 400, says: 'Bot not found' },
      { what: 'an app there is not', method: 'imbot.app.unregister', params: { APP_ID: 999_999 }, code: 'CHAT_APP_ID_ERROR', status: 400 },
    ]) {
      test(`throws ${code} for ${what}`, async () => {
        const b24 = client({ ...(await application(credentials)), ...fields })

        await assert.rejects(call(b24, method, params), (error) => {
          assert.ok(error instanceof AjaxError)
          assert.equal(error.code, code)
          assert.equal(error.status, status)
          assert.ok(error.message.includes(says ?? ''), error.message)
          return true
        })
      })
    }
  })
}
