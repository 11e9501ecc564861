/** What policies for all firms cost by other means: a query a policy, an array formula a policy, a rules engine a firm. */
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import pg from 'pg'
import type { Column, FirmBase } from '../kernels/rules/index.ts'
import { startEmbedded } from '../server/src/platform/embedded.ts'
import { asEngineCondition, asSql, type Clause, type InventedPolicy } from './invent-policies.ts'

/** Processor time for one policy and one firm in nanoseconds, with the counts by policy, for comparison. */
export type PeerCost = {
  readonly name: string
  readonly nanoseconds: number
  readonly counts: readonly (readonly [yes: number, unknown: number])[] | null
}

async function inFolder<T>(what: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-bench-'))
  try {
    await chmod(folder, 0o755)
    return await what(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const isKnown = (column: Column, row: number) => ((column.known[row >> 5]! >>> (row & 31)) & 1) === 1

/** One query a policy on PostgreSQL: plain columns, an index on the banner, analysed, all in memory, one process. */
export function queryCost(base: FirmBase, firms: number, policies: readonly InventedPolicy[]): Promise<PeerCost> {
  return inFolder(async (folder) => {
    const embedded = await startEmbedded(join(folder, 'pg'))
    const client = new pg.Client({ connectionString: embedded.url })
    await client.connect()
    try {
      await loadFirms(client, base, firms, join(folder, 'firms.csv'))
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      const counts: [number, number][] = []
      await askPolicy(client, policies[0]!)
      const begun = await processorOf(rows[0]!.pid)
      for (const policy of policies) counts.push(await askPolicy(client, policy))
      const spent = (await processorOf(rows[0]!.pid)) - begun
      return { name: 'PostgreSQL, a query a policy', nanoseconds: (spent * 1e6) / policies.length / firms, counts }
    } finally {
      await client.end()
      await embedded.stop()
    }
  })
}

/** Milliseconds of processor that a process has used; Linux counts them in hundredths of a second. */
async function processorOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

async function loadFirms(client: pg.Client, base: FirmBase, firms: number, file: string): Promise<void> {
  const types = { number: 'double precision', date: 'integer', boolean: 'boolean', text: 'text' }
  const columns = Object.entries(base.columns)
  const lines: string[] = []
  for (let row = 0; row < firms; row++) lines.push(columns.map(([, column]) => cell(column, row)).join())
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o644 })
  const list = columns.map(([name, { kind }]) => `"${name}" ${types[kind]}`).join(', ')
  await client.query(`create unlogged table firms (${list})`)
  await client.query(`copy firms from '${file}' (format csv)`)
  await client.query('create index on firms (banner)')
  await client.query('vacuum analyze firms')
  await client.query('set max_parallel_workers_per_gather = 0')
}

function cell(column: Column, row: number): string {
  if (!isKnown(column, row)) return ''
  const value = column.values[row]!
  if (column.kind === 'text') return column.dictionary[value]!
  return column.kind === 'boolean' ? String(value === 1) : String(value)
}

/** The banner is always known, so that its index may find the firms; the rest is asked in SQL's three values. */
async function askPolicy(client: pg.Client, { clauses }: InventedPolicy): Promise<[number, number]> {
  const banner = clauses.filter((clause) => clause.kind === 'among' && clause.fact === 'banner')
  const others = clauses.filter((clause) => !banner.includes(clause))
  const where = banner.length === 0 ? '' : `where ${banner.map(asSql).join(' and ')}`
  const { rows } = await client.query<{ yes: string; unknown: string }>(
    `select count(*) filter (where c) as yes, count(*) filter (where c is null) as unknown
     from (select (${others.map(asSql).join(' and ')}) as c from firms ${where}) as judged`,
  )
  return [Number(rows[0]!.yes), Number(rows[0]!.unknown)]
}

/** Array formulas in NumPy; null where there is no python3 with NumPy. */
export function arrayCost(base: FirmBase, policies: readonly InventedPolicy[]): Promise<PeerCost | null> {
  return inFolder(async (folder) => {
    const dtypes = { number: 'float64', date: 'int32', boolean: 'uint8', text: 'uint8' }
    const columns: Record<string, object> = {}
    for (const [name, { kind, values, known }] of Object.entries(base.columns)) {
      const file = join(folder, name)
      await writeFile(file, new Uint8Array(values.buffer, 0, base.size * values.BYTES_PER_ELEMENT))
      await writeFile(`${file}.known`, new Uint8Array(known.buffer, 0, known.byteLength))
      columns[name] = { file, dtype: dtypes[kind], known: `${file}.known` }
    }
    const coded = policies.map(({ clauses }) => clauses.map((clause) => withCodes(base, clause)))
    const answer = await python({ size: base.size, columns, policies: coded })
    if (answer === null) return null
    const { processor, counts, numpy } = answer
    return {
      name: `NumPy ${numpy}, array formulas`,
      nanoseconds: (processor * 1e9) / policies.length / base.size,
      counts,
    }
  })
}

function withCodes(base: FirmBase, clause: Clause): object {
  if (clause.kind === 'either') return { ...clause, of: clause.of.map((each) => withCodes(base, each)) }
  if (clause.kind !== 'among') return clause
  const column = base.columns[clause.fact]
  const dictionary = column?.kind === 'text' ? column.dictionary : []
  return { ...clause, codes: clause.words.map((word) => dictionary.indexOf(word)) }
}

type Answer = { readonly processor: number; readonly counts: [number, number][]; readonly numpy: string }

/** Runs the script with Debian's Python. */
async function python(job: object): Promise<Answer | null> {
  const script = join(import.meta.dirname, 'population-numpy.py')
  const child = spawn('/usr/bin/python3', [script], { stdio: ['pipe', 'pipe', 'pipe'] })
  let [said, complained] = ['', '']
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (complained += chunk))
  const code = await new Promise<number | null>((done) => {
    child.on('error', () => done(null))
    child.on('close', done)
    child.stdin.on('error', () => undefined)
    child.stdin.end(JSON.stringify(job))
  })
  if (code === 0) return JSON.parse(said) as Answer
  if (code !== null && !complained.includes('numpy')) throw new Error(complained)
  return null
}

/** json-rules-engine, a run a firm over all rules; an absent fact is no fact there, so two values only. */
export async function engineCost(
  base: FirmBase,
  firms: number,
  policies: readonly InventedPolicy[],
): Promise<PeerCost> {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const { id, clauses } of policies) {
    const conditions = { all: clauses.map(asEngineCondition) } as TopLevelCondition
    engine.addRule({ conditions, event: { type: id } })
  }
  const facts = Array.from({ length: firms }, (_none, n) => engineFacts(base, Math.floor((n * base.size) / firms)))
  for (const each of facts.slice(0, 5)) await engine.run(each)
  const begun = process.cpuUsage()
  for (const each of facts) await engine.run(each)
  const { user, system } = process.cpuUsage(begun)
  return {
    name: 'json-rules-engine 7.3.1',
    nanoseconds: ((user + system) * 1000) / policies.length / firms,
    counts: null,
  }
}

function engineFacts(base: FirmBase, row: number): Record<string, unknown> {
  const known = Object.entries(base.columns).filter(([, column]) => isKnown(column, row))
  const facts = Object.fromEntries(
    known.map(([name, column]) => {
      const value = column.values[row]!
      return [name, column.kind === 'text' ? column.dictionary[value] : column.kind === 'boolean' ? value === 1 : value]
    }),
  )
  return { ...facts, rdShare: Number(facts.rdExpenses) / Number(facts.revenue) }
}
