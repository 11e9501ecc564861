/** PostgreSQL as the house uses it: single statements pipelined on few connections, transactions on a pool of their own. */
import pg from 'pg'
import { type Find, gatherOver } from './gather.ts'
import { Together } from './together.ts'
import { plainly, type Vault } from './vault.ts'

/** Days and big counters come as text and number; instants come as Date. */
pg.types.setTypeParser(1082, (text) => text)
pg.types.setTypeParser(20, (text) => Number(text))

export type Row = Record<string, unknown>
export type Value = unknown

/** Runs one statement and gives its rows. The statement is prepared once for each connection. */
export type Ask = <T = Row>(sql: string, values?: readonly Value[]) => Promise<T[]>

export interface Transaction {
  readonly ask: Ask
}

export interface Database extends Transaction {
  /** Finds one row by its key; keys asked for at the same moment outside transactions are one statement. */
  readonly find: Find
  /** Runs `work` in one transaction; a throw rolls it back. */
  readonly inTransaction: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>
  /** Runs `work` as one transaction: whatever it asks of this database, however deep, is part of it. A throw rolls it back. */
  readonly asOne: <T>(work: () => Promise<T>) => Promise<T>
  /** Asks within the transaction of `asOne` that runs now, where one does. */
  readonly together: () => Ask | undefined
  /** Runs `work` after the transaction of `asOne` it is called in is committed; at once where none runs. */
  readonly afterwards: (work: () => void) => void
  /** Runs one statement on connections of its own: for commits, which wait for the disk. Every row is found by index, whatever the statistics say. */
  readonly commit: Ask
  /** The same connections for what is asked all day: planned once, where planning anew for each set of values costs as much as the rows. */
  readonly planned: Ask
  /** Runs a script of several statements without parameters (migrations). */
  readonly script: (sql: string) => Promise<void>
  /** What encrypts personal data on its way to the disk; without one everything is stored as it is. */
  readonly vault: Vault | undefined
  /** A connection that listens: `LISTEN channel`, given back by the returned function. */
  readonly listen: (channel: string, heard: (payload: string) => void) => Promise<() => Promise<void>>
  readonly close: () => Promise<void>
}

export interface DatabaseOptions {
  /** Connections that carry pipelined single statements. Two keep one busy core of PostgreSQL fed. */
  readonly lanes?: number
  /** Connections for transactions of several statements. */
  readonly transactions?: number
  /** Connections for commits. */
  readonly commits?: number
  /** Parameters go through it on their way in, rows on their way out. */
  readonly vault?: Vault
}

const names = new Map<string, string>()

/** A short stable name for a statement, so that each connection prepares it once. */
function statementName(sql: string): string {
  let name = names.get(sql)
  if (!name) {
    name = `s${names.size}`
    names.set(sql, name)
  }
  return name
}

function asker(client: pg.ClientBase | pg.Pool, vault: Vault | undefined): Ask {
  return async <T>(sql: string, values: readonly Value[] = []) => {
    const sent = values.map(vault?.parameter ?? plainly)
    const query = { name: statementName(sql), text: sql, values: sent }
    try {
      // With a callback: the driver's own promises would keep the rows of a busy pipeline alive until a major collection.
      return await new Promise<T[]>((done, failed) =>
        client.query(query, (fault: Error | null, result) => (fault ? failed(fault) : done(result.rows as T[]))),
      )
    } catch (fault) {
      // The driver's trace ends at its socket; this one leads to who asked.
      Error.captureStackTrace(fault as Error)
      throw fault
    }
  }
}

/** How columns of text, JSON and bytes are read where some of it may be encrypted. */
function typesWith(vault: Vault): pg.CustomTypesConfig {
  const read = (oid: number) => pg.types.getTypeParser(oid, 'text') as (text: string) => unknown
  const bytes = read(17)
  const texts = read(1009)
  const json = (text: string) => JSON.parse(vault.decryptJson(text))
  const parsers: Record<number, (text: string) => unknown> = {
    17: (text) => vault.decryptBytes(bytes(text) as Buffer),
    25: vault.decrypt,
    1043: vault.decrypt,
    1009: (text) => (texts(text) as (string | null)[]).map((each) => each && vault.decrypt(each)),
    114: json,
    3802: json,
  }
  return {
    getTypeParser: ((oid: number, format?: 'text') =>
      parsers[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  }
}

/** A lane reconnects by itself when PostgreSQL was restarted; what was under way fails and is reported. */
class Lane {
  private open: { readonly client: pg.Client; readonly ask: Ask } | undefined
  private opening: Promise<Ask> | undefined
  private readonly config: pg.ClientConfig
  private readonly vault: Vault | undefined
  private readonly settings: string | undefined
  constructor(config: pg.ClientConfig, vault: Vault | undefined, settings?: string) {
    this.config = config
    this.vault = vault
    this.settings = settings
  }
  private async connect(): Promise<Ask> {
    const client = new pg.Client({ ...this.config, pipeline: true } as pg.ClientConfig)
    client.on('error', () => this.forget(client))
    client.on('end', () => this.forget(client))
    await client.connect()
    if (this.settings) await client.query(this.settings)
    this.open = { client, ask: asker(client, this.vault) }
    return this.open.ask
  }
  private forget(client: pg.Client) {
    if (this.open?.client === client) this.open = undefined
  }
  /** Over the open connection, or a new one; callers at the same moment share the opening. */
  readonly ask: Ask = (sql, values) => {
    if (this.open) return this.open.ask(sql, values)
    this.opening ??= this.connect().finally(() => {
      this.opening = undefined
    })
    return this.opening.then((ask) => ask(sql, values))
  }
  async close() {
    await this.open?.client.end()
  }
}

/** Rows by key need no other plan for other keys, and planning a gathered statement anew takes as long as its rows. */
const planOnce = "set plan_cache_mode = 'force_generic_plan'"

/** Connects to PostgreSQL at `url`. */
export function connect(url: string, options: DatabaseOptions = {}): Database {
  const { vault } = options
  const config: pg.ClientConfig = { connectionString: url, ...(vault ? { types: typesWith(vault) } : {}) }
  const lanes = Array.from({ length: options.lanes ?? 2 }, () => new Lane(config, vault))
  // Work inside a transaction may ask several things at once; pipelined they go out one behind the other.
  const pool = new pg.Pool({ ...config, max: options.transactions ?? 8, pipeline: true } as pg.PoolConfig)
  pool.on('error', () => {})
  const commits = commitPool(config, options.commits ?? 8)
  const onCommits = asker(commits, vault)
  const together = new Together((work) => inTransaction(pool, vault, work))
  let turn = 0
  const ask: Ask = (sql, values) => (together.ask() ?? lanes[turn++ % lanes.length]!.ask)(sql, values)
  const keyed = Array.from({ length: 2 }, () => new Lane(config, vault, planOnce))
  const findTogether = gatherOver((sql, values) => keyed[turn++ % keyed.length]!.ask(sql, values))
  const find: Find = <T>(sql: string, values: readonly (string | null)[]) =>
    together.ask() ? ask<T>(sql, values).then(([row]) => row) : findTogether<T>(sql, values)
  return {
    ask,
    find,
    vault,
    commit: onCommits,
    planned: onCommits,
    inTransaction: together.inTransaction,
    asOne: (work) => together.run(work),
    together: together.ask,
    afterwards: together.afterwards,
    script: async (sql) => {
      await pool.query(sql)
    },
    listen: (channel, heard) => listen(url, channel, heard),
    close: async () => {
      await Promise.all([...lanes, ...keyed].map((lane) => lane.close()))
      await Promise.all([pool.end(), commits.end()])
    },
  }
}

/**
 * A table that was small when a plan was made is read from end to end until the statistics follow; on a busy first day that is
 * long. A commit touches rows it knows by key, so its connections never plan to read a whole table, and plan once.
 */
function commitPool(config: pg.ClientConfig, max: number): pg.Pool {
  const onConnect = async (client: pg.ClientBase) => {
    await client.query(`set enable_seqscan = off; ${planOnce}`)
  }
  const pool = new pg.Pool({ ...config, max, onConnect } as pg.PoolConfig)
  pool.on('error', () => {})
  return pool
}

/** SQLSTATE classes and errors of the system that mean: PostgreSQL can't be reached, or ended the connection. */
const lostStates = /^(08|57P0[123]|53300)/
const lostErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'])
const lostWords = /Connection terminated|connection error and is not queryable|Client was closed/

/** Whether a fault says that the connection to PostgreSQL was lost, so that trying again later may help. */
export function isConnectionLost(fault: unknown): boolean {
  const { code, message, severity } = (fault ?? {}) as Readonly<Record<string, unknown>>
  if (severity === 'FATAL' || severity === 'PANIC') return true
  if (typeof code === 'string' && (lostStates.test(code) || lostErrors.has(code))) return true
  return typeof message === 'string' && lostWords.test(message)
}

async function inTransaction<T>(
  pool: pg.Pool,
  vault: Vault | undefined,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work({ ask: asker(client, vault) })
    const commit = await client.query('commit')
    if (commit.command !== 'COMMIT') throw new Error('the transaction was rolled back by PostgreSQL')
    return result
  } catch (fault) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw fault
  } finally {
    client.release(broken)
  }
}

async function listen(url: string, channel: string, heard: (payload: string) => void) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  client.on('notification', (message) => heard(message.payload ?? ''))
  await client.connect()
  await client.query(`listen ${pg.escapeIdentifier(channel)}`)
  return () => client.end()
}
