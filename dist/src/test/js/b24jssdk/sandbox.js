import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const LAUNCHER = process.env.LAUNCHER ?? fileURLToPath(new URL('../../../../bin/portalbots', import.meta.url))

/** Starts `portalbots sandbox` on a free port. Gives what it printed until it was ready, by the first word of each line. */
export async function startSandbox(...flags) {
  const program = spawn(LAUNCHER, ['sandbox', '--sandbox-port=0', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = {}
  for await (const line of createInterface({ input: program.stdout })) {
    const space = line.indexOf(' ')
    said[line.slice(0, space)] = line.slice(space + 1)
    if ('READY' in said) break
  }
  if (!('READY' in said)) throw new Error('the sandbox ended before it was ready')
  return {
    credentials: JSON.parse(said.CREDENTIALS),
    certificate: said.CERTIFICATE,
    async stop() {
      const ended = once(program, 'exit')
      program.kill()
      await ended
    },
  }
}
