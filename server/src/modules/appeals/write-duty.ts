/** 派单目录: a version is appended, the one before it ends; what a conference decided becomes an entry. */
import { createHash, randomUUID } from 'node:crypto'
import type { NewDuty } from '@steppe/contracts/appeals'
import type { CaseState, OrderDeed } from '@steppe/kernels/cases'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Ask } from '#platform/postgres'
import { type Refusal, refuse } from '#platform/refusals'

export interface DutyRow {
  readonly id: string
  readonly matter: string
  readonly words: readonly string[]
  readonly lead: string
  readonly assists: readonly string[]
  readonly source: string
  readonly from: string
  readonly decidedIn?: string
  readonly by: string
}

/** Appends a version that holds from its day; the same content again appends nothing. */
export async function appendDuty(ask: Ask, row: DutyRow, at: Date): Promise<void> {
  await ask(
    `with last as (
       select d.version, d.matter, d.words, d.lead, d.assists, d.source from appeals.duties d where d.id = $1 order by d.version desc limit 1
     ), fresh as (
       select coalesce((select l.version from last l), 0) + 1 as version
       where not exists (select 1 from last l where l.matter = $2 and l.words = $3::text[] and l.lead = $4 and l.assists = $5::text[] and l.source = $6)
     ), over as (
       update appeals.duties d set valid_until = $7::date from fresh where d.id = $1 and d.valid_until is null
     )
     insert into appeals.duties (id, version, matter, words, lead, assists, source, valid_from, decided_in, by_account, written_at)
     select $1, f.version, $2, $3::text[], $4, $5::text[], $6, $7::date, $8, $9, $10 from fresh f
     on conflict do nothing`,
    [row.id, row.matter, row.words, row.lead, row.assists, row.source, row.from, row.decidedIn ?? null, row.by, at],
  )
}

/** The decision of a conference as an entry: the kind of department that was decided on. */
export async function addDecidedDuty(
  house: CasesHouse,
  state: CaseState,
  deed: Extract<OrderDeed, { kind: 'decide' }>,
  by: string,
): Promise<void> {
  const places = await getPlaces(house)
  const kindOf = (code: string) => places.department(code)?.kind ?? code
  await appendDuty(
    house.db.ask,
    {
      id: `decided-${createHash('sha256').update(deed.matter).digest('hex').slice(0, 16)}`,
      matter: deed.matter,
      words: deed.words?.length ? deed.words : [deed.matter],
      lead: kindOf(deed.to),
      assists: (deed.assists ?? []).map(kindOf),
      source: `派单异议会商决定：${deed.reason}`.slice(0, 300),
      from: house.clock.today(),
      decidedIn: state.id,
      by,
    },
    new Date(house.clock.now()),
  )
}

/** An editor writes an entry, or a new version of one. */
export async function writeDuty(
  house: CasesHouse,
  actor: string,
  duty: NewDuty,
): Promise<{ readonly id: string } | Refusal> {
  const places = await getPlaces(house)
  const stray = [duty.lead, ...(duty.assists ?? [])].find((kind) => !places.kind(kind))
  if (stray) return refuse('appeals.department_unknown', { department: stray })
  if (duty.id) {
    const rows = await house.db.ask('select 1 from appeals.duties d where d.id = $1 limit 1', [duty.id])
    if (rows.length === 0) return refuse('appeals.duty_unknown')
  }
  const id = duty.id ?? randomUUID()
  const { matter, words, lead, source } = duty
  const row = { id, matter, words, lead, assists: duty.assists ?? [], source, from: house.clock.today(), by: actor }
  await appendDuty(house.db.ask, row, new Date(house.clock.now()))
  return { id }
}
