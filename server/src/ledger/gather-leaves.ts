/** What waits to be sealed: commitments of facts in the order of the outbox, and acts that are older than the log. */
import type { Ask } from '#platform/postgres'
import type { LogState } from './log-state.ts'

/** Consecutive commitments of one subject: its numbers from `first` on. */
export interface Run {
  readonly subject: string
  readonly first: number
  /** 32 bytes each, one after another. */
  readonly entries: Buffer
}

export interface Gathered {
  readonly runs: readonly Run[]
  /** Where the reader stands afterwards. */
  readonly at: Pick<LogState, 'written_by' | 'position' | 'earlier_after'>
  /** Whether there may be more. */
  readonly more: boolean
}

const entrySize = 32
const factsAtOnce = 16_384
const actsAtOnce = 16_384

interface FactRow {
  readonly written_by: string
  readonly position: number
  readonly subject: string
  readonly first: number | null
  readonly commitments: string | null
}

/** Facts below the oldest transaction under way, in their order. The commitments come as one row of hex digits. */
const factsStatement = `
  select o.written_by, o.position, o.subject,
    case when jsonb_typeof(o.data -> 'first') = 'number' then (o.data ->> 'first')::int end as first,
    case when jsonb_typeof(o.data -> 'commitments') = 'array' then translate(o.data ->> 'commitments', '[]", ', '') end as commitments
  from platform.outbox o
  where (o.written_by, o.position) > ($1::xid8, $2::bigint) and o.written_by < pg_snapshot_xmin(pg_current_snapshot())
  order by o.written_by, o.position limit $3`

/** Whether a turn may find anything: facts of transactions under way count too. */
export async function isWaiting(ask: Ask, { written_by, position, earlier_after }: LogState): Promise<boolean> {
  if (earlier_after !== null) return true
  const rows = await ask(
    `select 1 from platform.outbox o where (o.written_by, o.position) > ($1::xid8, $2::bigint)
     order by o.written_by, o.position limit 1`,
    [written_by, position],
  )
  return rows.length > 0
}

/** What is new in the outbox. A fact whose commitments are not 32 bytes each is told and left out: it must not stop the log. */
export async function gatherFacts(ask: Ask, state: LogState): Promise<Gathered> {
  const rows = await ask<FactRow>(factsStatement, [state.written_by, state.position, factsAtOnce])
  const last = rows.at(-1)
  const runs = rows.flatMap((row) => runOf(row) ?? [])
  const at = { written_by: last?.written_by ?? state.written_by, position: last?.position ?? state.position }
  return { runs, at: { ...at, earlier_after: state.earlier_after }, more: rows.length === factsAtOnce }
}

function runOf({ subject, first, commitments, position }: FactRow): Run | undefined {
  if (!commitments) return undefined
  const entries = Buffer.from(commitments, 'hex')
  if (entries.length * 2 === commitments.length && entries.length % entrySize === 0 && first !== null && first >= 1)
    return { subject, first, entries }
  console.error(`the fact ${position} of ${subject} carries commitments that are no digests; it is not sealed`)
  return undefined
}

interface ActRow {
  readonly league: string
  readonly case_id: string
  readonly seq: number
  readonly commitment: Buffer
}

/** Acts that were written before there was a log, by their key. */
export async function gatherEarlierActs(ask: Ask, state: LogState): Promise<Gathered> {
  const [league, id, seq] = state.earlier_after ?? ['', '', '0']
  const rows = await ask<ActRow>(
    `select a.league, a.case_id, a.seq, a.commitment from cases.acts a
     where (a.league, a.case_id, a.seq) > ($1::text, $2::text, $3::int) order by a.league, a.case_id, a.seq limit $4`,
    [league, id, Number(seq), actsAtOnce],
  )
  const last = rows.at(-1)
  const more = rows.length === actsAtOnce
  const earlier_after = more && last ? [last.league, last.case_id, String(last.seq)] : null
  return { runs: runsOf(rows), at: { ...state, earlier_after }, more }
}

function runsOf(rows: readonly ActRow[]): Run[] {
  const runs: { subject: string; first: number; parts: Buffer[] }[] = []
  for (const row of rows) {
    const open = runs.at(-1)
    if (open?.subject === row.case_id && open.first + open.parts.length === row.seq) open.parts.push(row.commitment)
    else runs.push({ subject: row.case_id, first: row.seq, parts: [row.commitment] })
  }
  return runs.map(({ subject, first, parts }) => ({ subject, first, entries: Buffer.concat(parts) }))
}

/** The runs without what is in the log already (or comes twice here): a fact seen twice, or an act met on both ways, is sealed once. */
export async function leaveOutSealed(ask: Ask, runs: readonly Run[]): Promise<readonly Run[]> {
  if (runs.length === 0) return runs
  const last = runs.map((run) => run.first + run.entries.length / entrySize - 1)
  const subjects = runs.map((run) => run.subject)
  const hits = await ask<{ i: number }>(
    `select w.i::int as i from unnest($1::text[], $2::int[], $3::int[]) with ordinality as w(subject, first, last, i)
     cross join lateral (select l.first, l.count from ledger.leaves l where l.subject = w.subject and l.first <= w.last order by l.first desc limit 1) l
     where l.first + l.count > w.first`,
    [subjects, runs.map((run) => run.first), last],
  )
  const sealedAlready = new Set(hits.map((hit) => hit.i - 1))
  const seen = new Map<string, Set<number>>()
  if (sealedAlready.size > 0) await noteSealed(ask, runs, sealedAlready, seen)
  return runs.flatMap((run) => fresh(run, seen))
}

async function noteSealed(
  ask: Ask,
  runs: readonly Run[],
  which: ReadonlySet<number>,
  seen: Map<string, Set<number>>,
): Promise<void> {
  const rows = await ask<{ subject: string; first: number; count: number }>(
    'select l.subject, l.first, l.count from ledger.leaves l where l.subject = any($1)',
    [[...new Set([...which].map((i) => runs[i]!.subject))]],
  )
  for (const { subject, first, count } of rows) {
    const numbers = seen.get(subject) ?? new Set()
    for (let n = first; n < first + count; n++) numbers.add(n)
    seen.set(subject, numbers)
  }
}

/** The parts of a run that were not seen yet; notes them as seen. */
function fresh(run: Run, seen: Map<string, Set<number>>): Run[] {
  const numbers = seen.get(run.subject) ?? new Set<number>()
  seen.set(run.subject, numbers)
  const count = run.entries.length / entrySize
  const parts: Run[] = []
  let from = -1
  for (let i = 0; i <= count; i++) {
    const free = i < count && !numbers.has(run.first + i)
    if (free) numbers.add(run.first + i)
    if (free && from < 0) from = i
    if (!free && from >= 0) {
      const entries = run.entries.subarray(from * entrySize, i * entrySize)
      parts.push({ subject: run.subject, first: run.first + from, entries })
      from = -1
    }
  }
  return parts
}
