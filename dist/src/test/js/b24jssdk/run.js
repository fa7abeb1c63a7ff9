// Starts a sandbox over http and one over TLS, then all tests with what these printed. Node.js reads whom to trust when it
// starts, which is why the tests are processes of their own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from './sandbox.js'

const directory = await mkdtemp(join(tmpdir(), 'b24jssdk-'))
const sandboxes = []

async function start(...flags) {
  const sandbox = await startSandbox(...flags)
  sandboxes.push(sandbox)
  return sandbox
}

try {
  const plain = await start()
  const secure = await start('--tls', `--tls-cert=${join(directory, 'sandbox.pem')}`)
  // One file of tests at a time: they share the portal's clock and its limits.
  const tests = spawn(process.execPath, ['--test', '--test-concurrency=1'], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PLAIN: JSON.stringify(plain.credentials),
      SECURE: JSON.stringify(secure.credentials),
      NODE_EXTRA_CA_CERTS: secure.certificate,
    },
  })
  const [code] = await once(tests, 'exit')
  process.exitCode = code ?? 1
} finally {
  await Promise.all(sandboxes.map((sandbox) => sandbox.stop()))
  await rm(directory, { recursive: true })
}
