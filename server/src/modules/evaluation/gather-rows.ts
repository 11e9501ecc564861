/** The rows of a figure, read from the cases of its span by an index, without their numbers. */
import { createHmac } from 'node:crypto'
import { type Day, workingDaysBetween } from '@steppe/kernels/calendar'
import { type Definition, firstDay, mostRows, narrow, type Row } from '@steppe/kernels/figures'
import type { CasesHouse } from '#cases/house'

interface CaseRow {
  readonly id: string
  readonly league: string
  readonly region: string
  readonly status: string
  readonly opened_on: Day
  readonly decided_on: Day | null
  readonly closed_on: Day | null
  readonly in_time: boolean | null
}

const columns = 'c.id, c.league, c.region, c.status, c.opened_on, c.decided_on, c.closed_on, c.in_time'
const within = {
  openedOn: 'c.opened_on >= $1 and c.opened_on <= $2',
  closedOn: 'c.closed_on >= $1 and c.closed_on <= $2',
}

/** The cases of the span, of one league or of all; one more than may stand in a figure when there are too many. */
export async function findCases(
  house: CasesHouse,
  { by, span }: Pick<Definition, 'by' | 'span'>,
  day: Day,
  league?: string,
): Promise<readonly CaseRow[]> {
  const from = firstDay({ span }, day)
  const where = league === undefined ? within[by] : `${within[by]} and c.league = $4`
  return house.db.ask<CaseRow>(`select ${columns} from cases.cases c where ${where} limit $3`, [
    from,
    day,
    mostRows + 1,
    ...(league === undefined ? [] : [league]),
  ])
}

/** A pseudonym that nobody without the secret can lead back to a case, nor to the same case in another figure or on another day. */
export function pseudonymOf(secret: Uint8Array, caseId: string): string {
  return createHmac('sha256', secret).update(`steppe/figure/row/v1\0${caseId}`).digest('hex').slice(0, 32)
}

/** What the definition needs of each case. Working days run by the calendar of the case's region. */
export function rowsOf(
  house: CasesHouse,
  definition: Definition,
  cases: readonly CaseRow[],
  secret: Uint8Array,
): readonly Row[] {
  return cases.map((row) =>
    narrow(definition, pseudonymOf(secret, row.id), {
      openedOn: row.opened_on,
      decidedOn: row.decided_on,
      closedOn: row.closed_on,
      status: row.status,
      inTime: row.in_time,
      workingDays: row.closed_on && workingDaysBetween(house.calendars.of(row.region), row.opened_on, row.closed_on),
    }),
  )
}
