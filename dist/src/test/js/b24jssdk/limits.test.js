import assert from 'node:assert/strict'
import { afterEach, describe, test } from 'node:test'
import { AjaxError } from '@bitrix24/b24jssdk'
import { PLAIN, application, call, client, control } from './clients.js'

/** A client that asks as fast as it can, so that the portal has to refuse. */
async function hasty(restrictions) {
  const rateLimit = { burstLimit: 1000, drainRate: 100, adaptiveEnabled: false }
  return client(await application(PLAIN), { restrictionParams: { rateLimit, ...restrictions } })
}

/** Sets limits of which nothing is used up: what earlier calls filled has drained since. */
async function limit(limits) {
  await control(PLAIN, 'POST', '/clock', { advance: 'PT3H' })
  await control(PLAIN, 'PATCH', '/portals/acme', { limits })
}

async function refused(error) {
  const { calls } = await control(PLAIN, 'GET', '/calls?portal=acme')
  return calls.filter((one) => one.error === error).length
}

function isError(code, status) {
  return (error) => {
    assert.ok(error instanceof AjaxError)
    assert.equal(error.code, code)
    assert.equal(error.status, status)
    return true
  }
}

describe('a portal with limits', () => {
  afterEach(() => limit('off'))

  test('lets a client through that waits after QUERY_LIMIT_EXCEEDED', async () => {
    await limit({ perSecond: 5, burst: 5 })
    const b24 = await hasty({ maxRetries: 5 })

    const profiles = await Promise.all(Array.from({ length: 8 }, () => call(b24, 'profile')))

    assert.deepEqual(profiles.map((profile) => profile.NAME), Array(8).fill('Alice'))
    assert.ok((await refused('QUERY_LIMIT_EXCEEDED')) > 0)
    assert.ok(b24.getHttpClient('v2').getStats().retries > 0)
  })

  test('is given up on when it goes on refusing', async () => {
    await limit({ perSecond: 0.001, burst: 1 })
    const b24 = await hasty({ maxRetries: 2 })
    await call(b24, 'profile')

    await assert.rejects(call(b24, 'profile'), isError('QUERY_LIMIT_EXCEEDED', 503))
  })

  test('counts a batch as one request', async () => {
    await limit({ perSecond: 0.001, burst: 1 })
    const b24 = await hasty({ maxRetries: 1 })

    const batch = await b24.actions.v2.batch.make({ calls: Array.from({ length: 50 }, () => ['profile', {}]) })

    assert.deepEqual(batch.getErrorMessages(), [])
    assert.equal(batch.getData().length, 50)
    await assert.rejects(call(b24, 'profile'), isError('QUERY_LIMIT_EXCEEDED', 503))
  })

  test('refuses a method whose operating time is spent', async () => {
    await limit({ perSecond: 100, burst: 100, operating: 'PT3M', cost: { profile: 'PT4M' } })
    const b24 = await hasty({ maxRetries: 1 })
    await call(b24, 'profile')

    await assert.rejects(call(b24, 'profile'), isError('OPERATION_TIME_LIMIT', 429))
  })
})
