/** A server in a process of its own that can be killed and started again on the same folder and port. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { atEnd } from '#testing/database'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

export interface MortalServer {
  readonly origin: string
  /** Its folder of keys. */
  readonly keys: string
  /** Starts it (again) and waits until it answers; gives the URL of its database. */
  readonly start: () => Promise<string>
  /** SIGKILL to the server; with `postgres` also to its PostgreSQL at the same moment. */
  readonly kill: (what: 'server' | 'server and postgres') => Promise<void>
  /** The postmaster's process, when it runs. */
  readonly postmaster: () => Promise<number | undefined>
}

/** A server on a temporary folder; ended and removed after the file's tests. */
export async function mortalServer(): Promise<MortalServer> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-faults-'))
  const port = await freePort()
  let child: ChildProcess | undefined

  const postmaster = async () => {
    const pid = Number((await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
    return pid && alive(pid) ? pid : undefined
  }
  const kill = async (what: 'server' | 'server and postgres') => {
    const postgres = await postmaster()
    const ended = new Promise((done) => child!.once('exit', done))
    child!.kill('SIGKILL')
    if (what === 'server and postgres' && postgres) process.kill(postgres, 'SIGKILL')
    await ended
  }
  const start = async () => {
    const env = { ...process.env, STEPPE_DATA: folder, PORT: String(port) }
    child = fork(join(import.meta.dirname, 'launch.ts'), { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    let said = ''
    child.stderr!.on('data', (chunk) => {
      said = (said + chunk).slice(-4000)
    })
    return new Promise<string>((done, failed) => {
      child!.once('message', (message) => done((message as { url: string }).url))
      child!.once('exit', (code) => failed(new Error(`the server ended with ${code} before it was ready: ${said}`)))
    })
  }
  atEnd(async () => {
    if (child?.exitCode === null && child.signalCode === null) await kill('server and postgres')
    await gone(postmaster)
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  return { origin: `http://127.0.0.1:${port}`, keys: join(folder, 'keys'), start, kill, postmaster }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Waits until the postmaster has ended; gives the milliseconds it took, nothing after `most`. */
export async function gone(postmaster: MortalServer['postmaster'], most = 15_000): Promise<number | undefined> {
  const begun = performance.now()
  while (performance.now() - begun < most) {
    if (!(await postmaster())) return performance.now() - begun
    await pause(50)
  }
  return undefined
}
