/** Days as offices write them: `2012-05-01`, `2012/5/1`, `20120501`, `2012年5月1日`, with or without an hour behind. */
import { type Day, parseDay } from '@steppe/kernels/calendar'

/** The day, or nothing when there is no such day. */
export function readDay(text: string): Day | undefined {
  const tidy = text.normalize('NFKC').trim()
  const parts =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T\s].*)?$/.exec(tidy) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(tidy)
  if (!parts) return undefined
  const [, year, month, date] = parts
  return parseDay(`${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`)
}
