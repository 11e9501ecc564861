/** Instants at which offices and people do things: hours of work, counted over working days and the noon break. */
import { addDays, type Calendar, type Day, isWorkingDay } from '@steppe/kernels/calendar'

const minute = 60_000
/** 8:30–12:00 and 14:30–17:30, minutes of the day: the hours of the halls in the packs. */
const slots = [
  [510, 720],
  [870, 1050],
] as const
/** Minutes of work in a day. */
export const workday = slots.reduce((sum, [from, to]) => sum + to - from, 0)

export interface OfficeHours {
  readonly calendar: Calendar
  readonly startOfDay: (day: Day) => number
  readonly dayOf: (at: number) => Day
}

/** The instant after `minutes` of work from `from`; outside the hours the counting waits for the next opening. */
export function afterWork(hours: OfficeHours, from: number, minutes: number): number {
  let left = Math.max(0, minutes) * minute
  for (let day = hours.dayOf(from); ; day = addDays(day, 1)) {
    if (!isWorkingDay(hours.calendar, day)) continue
    const start = hours.startOfDay(day)
    for (const [opens, closes] of slots) {
      const begin = Math.max(from, start + opens * minute)
      const room = start + closes * minute - begin
      if (room <= 0) continue
      if (left < room) return begin + left
      left -= room
    }
  }
}

/** An instant of a day by its minute, with milliseconds to make it look lived. */
export function atMinute(hours: OfficeHours, day: Day, minuteOfDay: number): number {
  return hours.startOfDay(day) + Math.round(minuteOfDay * minute)
}
