/** Rows of lists as the contract has them. */
import type { OrderRow } from '@steppe/contracts/appeals'
import type { Day } from '@steppe/kernels/calendar'
import type { CasesHouse } from '#cases/house'
import { daysLeft } from '#cases/view-case'

export interface StoredOrder {
  readonly league: string
  readonly id: string
  readonly type: string
  readonly intent: OrderRow['intent']
  readonly urgency: OrderRow['urgency']
  readonly region: string
  readonly department: string
  readonly channel: OrderRow['channel']
  readonly status: OrderRow['status']
  readonly stage: OrderRow['stage']
  readonly title: string
  readonly opened_at: Date
  readonly opened_on: Day
  readonly due_on: Day | null
  readonly due_at: Date | null
  readonly closed_on: Day | null
  readonly level: number
  readonly problem: boolean
  readonly reporters: number
  readonly merged_into: string | null
}

export const orderColumns = `o.league, o.id, o.type, o.intent, o.urgency, o.region, o.department, o.channel, o.status, o.stage, o.title, o.opened_at, o.opened_on,
  o.due_on, o.due_at, o.closed_on, o.level, o.problem, o.reporters, o.merged_into`

const levels = [undefined, 'remind', 'written', 'raised'] as const

export function rowOf(house: CasesHouse, row: StoredOrder, language: 'zh' | 'en'): OrderRow {
  const level = levels[row.level]
  return {
    id: row.id,
    type: row.type,
    intent: row.intent,
    urgency: row.urgency,
    title: row.title,
    region: row.region,
    regionName: house.directory.regionName(row.region, language),
    channel: row.channel,
    status: row.status,
    stage: row.stage,
    department: row.department,
    departmentName: house.directory.departmentName(row.department, language),
    openedAt: row.opened_at.toISOString(),
    ...(row.due_on ? { dueOn: row.due_on } : {}),
    ...(row.due_on && !row.closed_on
      ? { daysLeft: daysLeft(house.calendars.of(row.region), house.clock.today(), row.due_on, 'wd') }
      : {}),
    ...(level ? { level } : {}),
    problem: row.problem,
    reporters: row.reporters,
  }
}

/** The place in a list that a cursor names: the instant and the number of the last row. */
export function cursorOf(row: Pick<StoredOrder, 'opened_at' | 'id'>): string {
  return `${row.opened_at.toISOString()}~${row.id}`
}

export function parseOrderCursor(
  text: string | undefined,
): { readonly at: string; readonly id: string } | undefined | null {
  if (text === undefined) return undefined
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)~([0-9A-Z-]{8,40})$/.exec(text) ?? []
  return at && id ? { at, id } : null
}
