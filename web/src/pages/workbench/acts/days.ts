/** Days counted on for the day pickers; the law's own counting is the server's. */

/** The day so many calendar days later; nothing from nothing. */
export function plusDays(day: string, count: number): string {
  const from = Date.parse(day)
  return Number.isNaN(from) ? '' : new Date(from + count * 86_400_000).toISOString().slice(0, 10)
}
