/** From an instant to the civil day of a place's time zone. The only place where this kernel meets an instant. */

import { type Day, dayOf } from './day.ts'

const DAY_MS = 86_400_000
const QUARTER_MS = 900_000
const REMEMBERED = 4096

interface Zone {
  readonly format: Intl.DateTimeFormat
  /** Distance from UTC in ms, by quarter-hour: no zone has changed its clock inside one since 1972. */
  readonly offsets: Map<number, number>
}

const zones = new Map<string, Zone>()

/**
 * The civil day in `zone` (IANA name, as `Asia/Shanghai`) at an instant: milliseconds since 1970 or ISO 8601 text
 * with `Z` or an offset. Throws on text without one (it would mean another day on another machine) and on an
 * unknown zone.
 */
export function dayInZone(instant: string | number, zone: string): Day {
  const ms = typeof instant === 'number' ? instant : parseInstant(instant)
  if (!Number.isFinite(ms)) throw new RangeError(`not an instant: ${String(instant)}`)
  return dayOf(Math.floor((ms + offsetAt(zoneNamed(zone), ms)) / DAY_MS))
}

function parseInstant(text: string): number {
  if (!/T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)) throw new RangeError(`an instant needs Z or an offset: ${text}`)
  return Date.parse(text)
}

function offsetAt(zone: Zone, ms: number): number {
  const quarter = Math.floor(ms / QUARTER_MS)
  const known = zone.offsets.get(quarter)
  if (known !== undefined) return known
  const offset = measureOffset(zone.format, ms)
  if (ms >= 2 * 365 * DAY_MS) {
    if (zone.offsets.size >= REMEMBERED) zone.offsets.clear()
    zone.offsets.set(quarter, offset)
  }
  return offset
}

function measureOffset(format: Intl.DateTimeFormat, ms: number): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of format.formatToParts(ms)) part[type] = value
  const { year, month, day, hour, minute, second } = part
  const local = new Date(0)
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  local.setUTCHours(Number(hour), Number(minute), Number(second), 0)
  return local.getTime() - Math.floor(ms / 1000) * 1000
}

function zoneNamed(name: string): Zone {
  const known = zones.get(name)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const zone = { format, offsets: new Map<number, number>() }
  zones.set(name, zone)
  return zone
}
