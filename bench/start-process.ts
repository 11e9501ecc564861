/** A program in a process of its own that says on which port it listens. */
import { fork } from 'node:child_process'
import { join } from 'node:path'

export interface Serving {
  readonly port: number
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** Starts `bench/<file>` over a database; a profile is written when STEPPE_PROFILE names a folder. */
export async function startProcess(file: string, url: string, more: NodeJS.ProcessEnv = {}): Promise<Serving> {
  const profile = process.env.STEPPE_PROFILE ? ['--cpu-prof', '--cpu-prof-dir', process.env.STEPPE_PROFILE] : []
  // The memory that scripts/with-node.mjs gives a server; the peers get the same.
  const execArgv = ['--max-semi-space-size=64', ...profile]
  const child = fork(join(import.meta.dirname, file), { env: { ...process.env, ...more, DATABASE_URL: url }, execArgv })
  const port = await new Promise<number>((done, failed) => {
    child.once('message', (message) => done((message as { port: number }).port))
    child.once('exit', (code) => failed(new Error(`${file} ended with ${code} before it listened`)))
  })
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done))
    if (child.exitCode !== null || child.signalCode !== null) return
    if (child.connected) child.disconnect()
    else child.kill()
    await ended
  }
  return { port, pid: child.pid!, stop }
}
