/** After a calendar was amended: brings every running case to it by an act that keeps the old day and the reason. Resumable; seen twice, nothing moves. */
import type { CalendarDocument, Day } from '@steppe/kernels/calendar'
import { type CaseState, rederiveCase } from '@steppe/kernels/cases'
import type { Progress } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { amendedDocuments, reasonFor } from './amended-documents.ts'
import type { CasesHouse } from './house.ts'

const platform = { kind: 'platform', id: 'platform', name: '平台' } as const
const batch = 200
/** A case that others act on at the same moment is looked at again, so often. */
const tries = 5

interface Stand {
  readonly id: number
  readonly documents: readonly CalendarDocument[]
  readonly at_league: string
  readonly at_case: string
  readonly looked_at: number
  readonly moved: number
  readonly done_at: Date | null
}

/** How an amendment stands. */
export interface Amendment {
  readonly id: number
  readonly documents: readonly CalendarDocument[]
  readonly stand: Stand
}

/**
 * The amendment that still has to be brought to running cases: found when the packs' documents differ from those taken in last, or
 * when the work on them was cut off. The first calendar of an installation amends nothing.
 */
export async function findAmendment(house: CasesHouse): Promise<Amendment | undefined> {
  const { documents } = house.calendars
  const [last, before] = await house.db.ask<Stand>('select c.* from cases.calendars c order by c.id desc limit 2')
  if (last && amendedDocuments(last.documents, documents).length === 0)
    return last.done_at
      ? undefined
      : { id: last.id, documents: amendedDocuments(before?.documents ?? [], documents), stand: last }
  const rows = await house.db.ask<Stand>(
    'insert into cases.calendars (documents, taken_in_at, done_at) values ($1, $2, $3) returning *',
    [JSON.stringify(documents), now(house), last ? null : now(house)],
  )
  return last ? { id: rows[0]!.id, documents: amendedDocuments(last.documents, documents), stand: rows[0]! } : undefined
}

const now = (house: CasesHouse) => new Date(house.clock.now())

/** Looks at the running cases from where the work stands; gives how many were moved. `stopped` ends it between two batches, to be resumed. */
export async function rederiveDeadlines(
  house: CasesHouse,
  amendment: Amendment,
  progress: Progress = () => {},
  stopped: () => boolean = () => false,
): Promise<number> {
  let { at_league: league, at_case: last, looked_at: looked, moved } = amendment.stand
  const total = looked + (await countRunning(house, league, last))
  while (!stopped()) {
    // Every case that has not ended owes a step, so the open steps name the running cases.
    const rows = await house.db.ask<{ league: string; id: string }>(
      `select t.league, t.case_id as id from cases.tasks t where (t.league, t.case_id) > ($1, $2)
       group by t.league, t.case_id order by t.league, t.case_id limit $3`,
      [league, last, batch],
    )
    const done = await Promise.all(rows.map(({ id }) => rederiveOne(house, id, amendment.documents)))
    const end = rows.at(-1)
    looked += rows.length
    moved += done.filter(Boolean).length
    if (end) ({ league, id: last } = end)
    const finished = rows.length < batch
    await house.db.ask(
      'update cases.calendars set at_league = $2, at_case = $3, looked_at = $4, moved = $5, done_at = $6 where id = $1',
      [amendment.id, league, last, looked, moved, finished ? now(house) : null],
    )
    progress(looked, Math.max(total, looked), 'cases')
    if (finished) break
  }
  return moved
}

async function countRunning(house: CasesHouse, league: string, last: string): Promise<number> {
  const rows = await house.db.ask<{ count: number }>(
    'select count(distinct (t.league, t.case_id))::int as count from cases.tasks t where (t.league, t.case_id) > ($1, $2)',
    [league, last],
  )
  return rows[0]!.count
}

/** Whether a day of the case moved. */
async function rederiveOne(house: CasesHouse, id: string, documents: readonly CalendarDocument[]): Promise<boolean> {
  for (let count = 0; count < tries; count++) {
    const state = await house.engine.load(id)
    if (!state) return false
    const context = await house.engine.surroundings.contextFor(state)
    const deed = rederiveCase(state, context, '')
    if (!deed) return false
    const days = [deed.was, deed.due, ...(deed.steps ?? []).map((step) => step.due), deed.silence?.due]
    const reason = reasonFor(documents, state.region, state.openedOn, latest(days))
    const done = await house.engine.act(id, state.seq, { ...deed, reason }, platform, undefined, seqOf)
    if (!isRefusal(done)) return true
    if (done.code !== 'cases.changed_meanwhile') throw new Error(`the days of ${id} were not moved: ${done.code}`)
  }
  throw new Error(`case ${id} was acted on ${tries} times while its days were to be moved`)
}

const seqOf = (state: CaseState) => state.seq

function latest(days: readonly (Day | undefined)[]): Day {
  return days.reduce<Day>((last, day) => (day && day > last ? day : last), '0000-01-01' as Day)
}
