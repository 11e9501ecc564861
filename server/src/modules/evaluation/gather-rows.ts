/** What a figure is made of, read from the cases or the call-backs of its span by an index. */
import { addDays, type Day, workingDaysBetween } from '@steppe/kernels/calendar'
import { type Definition, firstDay, mostRows } from '@steppe/kernels/figures'
import { findCallBacks } from '#ask/appeals'
import type { CasesHouse } from '#cases/house'
import { startOfDayIn } from '#cases/load-context'
import type { Source } from './rows-of-sources.ts'

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

/** What lies in the span, of one league or of all; one more than may stand in a figure when there is too much. */
export function findSources(
  house: CasesHouse,
  definition: Definition,
  day: Day,
  league?: string,
): Promise<readonly Source[]> {
  return definition.of === 'call_backs'
    ? callBacks(house, definition, day, league)
    : applications(house, definition, day, league)
}

/** Orders, claims and mendings are cases too, but nobody applied for them. */
async function applications(
  house: CasesHouse,
  definition: Definition,
  day: Day,
  league: string | undefined,
): Promise<readonly Source[]> {
  const by = definition.by === 'openedOn' ? within.openedOn : within.closedOn
  const where = league === undefined ? by : `${by} and c.league = $4`
  const rows = await house.db.ask<CaseRow>(
    `select ${columns} from cases.cases c where c.kind = 'application' and ${where} limit $3`,
    [firstDay(definition, day), day, mostRows + 1, ...(league === undefined ? [] : [league])],
  )
  return rows.map((row) => ({
    id: row.id,
    league: row.league,
    fields: {
      openedOn: row.opened_on,
      decidedOn: row.decided_on,
      closedOn: row.closed_on,
      status: row.status,
      inTime: row.in_time,
      workingDays: row.closed_on && workingDaysBetween(house.calendars.of(row.region), row.opened_on, row.closed_on),
    },
  }))
}

const hour = 3_600_000

async function callBacks(
  house: CasesHouse,
  definition: Definition,
  day: Day,
  league: string | undefined,
): Promise<readonly Source[]> {
  const startOf = startOfDayIn(house.site.zone)
  const early = definition.beginsAt ? 24 - definition.beginsAt : 0
  const rows = await findCallBacks(house, {
    from: new Date(startOf(firstDay(definition, day) as Day) - early * hour),
    until: new Date(startOf(addDays(day, 1)) - early * hour),
    early,
    most: mostRows + 1,
    ...(league === undefined ? {} : { league }),
  })
  return rows.map((row) => ({
    id: row.id,
    league: row.league,
    fields: {
      calledOn: row.called_on,
      contacted: row.contacted,
      solved: row.solved,
      satisfaction: row.satisfaction,
      invalid: row.invalid,
      excluded: row.excluded,
      intent: row.intent,
      league: row.league,
      department: row.department,
    },
  }))
}
