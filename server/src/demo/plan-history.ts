/** Which cases a history is made of: scripted ones, some left open around the last day, and the flow of the months before. */
import {
  addDays,
  addMonths,
  addWorkingDays,
  type Day,
  daysBetween,
  isWorkingDay,
  nextWorkingDay,
} from '@steppe/kernels/calendar'
import { atMinute, type OfficeHours } from './office-hours.ts'
import { type Random, randomOf } from './random.ts'
import type { Scripted, Settings } from './read-settings.ts'

/** A case to be, before its item and its people are known. */
export interface Sketch {
  readonly index: number
  readonly openAt: number
  readonly channel: string
  /** League in whose banners it is looked for, or the region itself. */
  readonly league?: string
  readonly region?: string
  readonly item?: string
  readonly applicant?: string
  readonly receiving?: string
  readonly crossRegion: boolean
  readonly stop?: readonly string[]
  readonly dueIn?: number
  readonly rate?: number
}

export interface Frame {
  readonly settings: Settings
  readonly hours: OfficeHours
  readonly end: number
  /** The day from which items are in force: nothing can have been applied for before. */
  readonly since: Day
}

/** All sketches of a history; each follows from the seed and its index alone. */
export function sketchHistory(frame: Frame): Sketch[] {
  const { settings } = frame
  const scripted = settings.scripted.flatMap((script) => Array.from({ length: script.count }, () => script))
  const open = Math.round(settings.cases * settings.open)
  return Array.from({ length: Math.max(settings.cases, scripted.length) }, (_, index) => {
    const random = randomOf(settings.seed, 'sketch', index)
    const script = scripted[index]
    if (script) return fromScript(frame, random, index, script)
    return index < scripted.length + open ? leftOpen(frame, random, index) : bygone(frame, random, index)
  })
}

function fromScript(frame: Frame, random: Random, index: number, script: Scripted): Sketch {
  const today = frame.hours.dayOf(frame.end)
  const [low, high] = script.daysAgo ?? [1, 1]
  const ago = random.between(low, high)
  const day = addWorkingDays(frame.hours.calendar, today, -ago)
  const { item, region, applicant, receiving, stop, dueIn, rate } = script
  return {
    index,
    openAt:
      ago === 0
        ? frame.end - Math.round((0.2 + random.next() * 8) * 3600_000)
        : atMinute(frame.hours, day, 515 + random.next() * 360),
    channel:
      ago === 0 ? 'mobile' : applicant ? random.pick(['web', 'mobile']) : random.weighted(frame.settings.channels),
    item,
    region,
    crossRegion: receiving !== undefined,
    ...(applicant ? { applicant } : {}),
    ...(receiving ? { receiving } : {}),
    ...(stop ? { stop } : {}),
    ...(dueIn ? { dueIn: random.between(dueIn[0], dueIn[1]) } : {}),
    ...(rate !== undefined ? { rate } : {}),
  }
}

/** Cases that stand somewhere on the last day: a tenth is due that day, some are overdue. */
function leftOpen(frame: Frame, random: Random, index: number): Sketch {
  const { settings, hours, end } = frame
  const where = random.weighted({ accept: 22, correct: 14, examine: 34, decide: 22, resume: 8 })
  const day = addWorkingDays(hours.calendar, hours.dayOf(end), -random.between(1, where === 'correct' ? 5 : 2))
  const share = random.next()
  const dueIn =
    share < settings.openOverdue
      ? -random.between(1, 3)
      : share < settings.openOverdue + settings.openToday
        ? 0
        : random.between(1, 9)
  return {
    index,
    openAt: atMinute(hours, day, 515 + random.next() * 360),
    channel: random.weighted(settings.channels),
    league: random.weighted(settings.leagues),
    crossRegion: false,
    stop: [where],
    ...(['examine', 'decide', 'resume'].includes(where) ? { dueIn } : {}),
  }
}

function bygone(frame: Frame, random: Random, index: number): Sketch {
  const { settings } = frame
  const channel = random.weighted(settings.channels)
  return {
    index,
    openAt: someInstant(frame, random, channel),
    channel,
    league: random.weighted(settings.leagues),
    crossRegion: random.chance(settings.crossRegion),
  }
}

/** Any hour online, fewer on days off; at a window while it is open. */
function someInstant({ settings, hours, end, since }: Frame, random: Random, channel: string): number {
  const last = hours.dayOf(end)
  const year = addMonths(last, -settings.months)
  const first = since > year && since < last ? since : year
  let day = addDays(first, random.between(0, daysBetween(first, last) - 1))
  const offDay = !isWorkingDay(hours.calendar, day)
  if (offDay && (channel === 'window' || random.chance(0.7)))
    day =
      nextWorkingDay(hours.calendar, day) < last
        ? nextWorkingDay(hours.calendar, day)
        : addWorkingDays(hours.calendar, last, -1)
  if (channel === 'window')
    return atMinute(hours, day, random.chance(0.6) ? 512 + random.next() * 200 : 872 + random.next() * 170)
  const part = random.weighted({ day: 62, evening: 28, night: 10 })
  const minute =
    part === 'day'
      ? 480 + random.next() * 600
      : part === 'evening'
        ? 1080 + random.next() * 300
        : (1380 + random.next() * 540) % 1440
  return Math.min(atMinute(hours, day, minute), end - 60_000)
}

/** The day of acceptance that makes the case due `dueIn` working days from the last day; before the last day in any case. */
export function acceptanceFor(frame: Pick<Frame, 'hours' | 'end'>, termDays: number, dueIn: number): Day {
  const { calendar, dayOf } = frame.hours
  const last = dayOf(frame.end)
  const due = dueIn === 0 ? last : addWorkingDays(calendar, last, dueIn)
  const day = addWorkingDays(calendar, due, -termDays)
  return day < last ? day : addWorkingDays(calendar, last, -1)
}
