/** Holds every case against its acts, and every act against the log: what is shown of a case must be what its acts made of it, and no act may have slipped past the log. */
import type { CheckAnswer } from '@steppe/contracts/ledger'
import type { Act } from '@steppe/kernels/cases'
import { type CaseParts, caseColumns, wholeCase } from '#cases/case-parts'
import type { CasesHouse } from '#cases/house'
import { wasInTime } from '#cases/prepare-act'
import type { SealedRows } from '#platform/module'
import { foldOf } from './state-holds.ts'

type Finding = CheckAnswer['findings'][number]

export interface CasesChecked {
  readonly folded: number
  /** Cases of which nothing can be said: a calendar was amended since, or a process or department is no more. */
  readonly unknown: number
  readonly findings: readonly Finding[]
}

const casesAtOnce = 500

type Row = CaseParts & { readonly columns: readonly (string | null)[] }

/** Folds every case; `progress` hears how many are through. */
export async function checkCases(
  house: CasesHouse,
  progress: (done: number) => void = () => {},
): Promise<CasesChecked> {
  const findings: Finding[] = []
  let [folded, unknown] = [0, 0]
  for (let last: Row | undefined, more = true; more; ) {
    const rows: readonly Row[] = await house.db.ask<Row>(
      `select ${caseColumns}, array[c.status, c.item, c.department, c.opened_on::text, c.decided_on::text, c.closed_on::text,
         c.due_on::text, c.in_time::text] as columns
       from cases.cases c where (c.league, c.id) > ($1, $2) order by c.league, c.id limit $3`,
      [last?.league ?? '', last?.id ?? '', casesAtOnce],
    )
    const acts = await actsOf(house, rows)
    for (const row of rows) {
      const said = await judge(house, row, acts.get(row.id) ?? [])
      if (said === 'unknown') unknown++
      else folded++
      if (said === 'differs') findings.push({ kind: 'state_changed', subject: `${row.id} ${wholeCase(row).seq}` })
    }
    progress(folded + unknown)
    last = rows.at(-1)
    more = rows.length === casesAtOnce
  }
  return { folded, unknown, findings }
}

/** Columns that lists and figures are made of must say what the case says; the case, what its acts say. */
async function judge(house: CasesHouse, row: Row, acts: readonly Act[]) {
  const state = wholeCase(row)
  const { status, item, department, openedOn, decidedOn, closedOn, clock } = state
  const columns = [
    status,
    item.code,
    department,
    openedOn,
    decidedOn,
    closedOn,
    clock.due,
    wasInTime(state)?.toString(),
  ]
  if (columns.some((value, i) => (value ?? null) !== row.columns[i])) return 'differs'
  return acts.length < state.seq ? 'differs' : foldOf(house, state, acts)
}

async function actsOf({ db }: CasesHouse, cases: readonly Row[]): Promise<ReadonlyMap<string, readonly Act[]>> {
  const rows = await db.ask<{ id: string; act: Act }>(
    `select a.case_id as id, a.act from unnest($1::text[], $2::text[]) as w(league, id)
     join cases.acts a on a.league = w.league and a.case_id = w.id order by a.case_id, a.seq`,
    [cases.map((each) => each.league), cases.map((each) => each.id)],
  )
  const acts = new Map<string, Act[]>()
  for (const { id, act } of rows) {
    const there = acts.get(id)
    if (there) there.push(act)
    else acts.set(id, [act])
  }
  return acts
}

/** Acts that have no leaf though nothing in the outbox waits to bring them one: by their own rows, and by the facts that told of them. At most a thousand of each. */
export async function findUnsealed(house: CasesHouse): Promise<Finding[]> {
  const found = [...(await unsealedFacts(house))]
  for (const rows of house.sealedRows) found.push(...(await unsealedIn(house, rows)))
  return [...new Set(found)].map((subject) => ({ kind: 'act_unsealed', subject }))
}

async function unsealedFacts({ db }: CasesHouse): Promise<string[]> {
  const rows = await db.ask<{ name: string }>(
    `select o.subject || ' ' || (o.data ->> 'first') as name from platform.outbox o
     where (o.written_by, o.position) <= ((select l.written_by from ledger.log l), (select l.position from ledger.log l))
       and jsonb_typeof(o.data -> 'commitments') = 'array' and jsonb_typeof(o.data -> 'first') = 'number'
       and not exists (select from ledger.leaves l where l.subject = o.subject
         and l.first <= (o.data ->> 'first')::int and (o.data ->> 'first')::int < l.first + l.count)
     limit 1000`,
  )
  return rows.map((row) => row.name)
}

async function unsealedIn({ db }: CasesHouse, { table, subject, number }: SealedRows): Promise<string[]> {
  const n = number ? `a.${number}` : '1'
  const rows = await db.ask<{ subject: string; n: number }>(
    `with waiting as materialized (
       select o.subject, (o.data ->> 'first')::int as first, jsonb_array_length(o.data -> 'commitments') as count
       from platform.outbox o
       where (o.written_by, o.position) > ((select l.written_by from ledger.log l), (select l.position from ledger.log l))
         and jsonb_typeof(o.data -> 'commitments') = 'array')
     select a.${subject} as subject, ${n} as n from ${table} a
     where not exists (select from ledger.leaves l where l.subject = a.${subject} and l.first <= ${n} and ${n} < l.first + l.count)
       and not exists (select from waiting w where w.subject = a.${subject} and w.first <= ${n} and ${n} < w.first + w.count)
     limit 1000`,
  )
  return rows.map((row) => `${row.subject} ${row.n}`)
}
