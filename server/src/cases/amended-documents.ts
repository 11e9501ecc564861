/** Which documents make the difference between two calendars, and which of them concern a case: the reason that goes into its trail. */
import { type CalendarDocument, closureHolds, type Day } from '@steppe/kernels/calendar'

/** Documents that are new, gone, or say something else than before. */
export function amendedDocuments(
  before: readonly CalendarDocument[],
  now: readonly CalendarDocument[],
): readonly CalendarDocument[] {
  const text = (document: CalendarDocument) =>
    JSON.stringify([document.source, document.region ?? null, document.off, document.worked])
  const were = new Set(before.map(text))
  const are = new Set(now.map(text))
  return [...now.filter((each) => !were.has(text(each))), ...before.filter((each) => !are.has(text(each)))]
}

/** The sources of those that hold in the region, first those that name a day between `from` and `to`; all that hold when none does. */
export function reasonFor(documents: readonly CalendarDocument[], region: string, from: Day, to: Day): string {
  const holding = documents.filter((each) => closureHolds(each.region, region))
  const touching = holding.filter((each) => [...each.off, ...each.worked].some((day) => day > from && day <= to))
  return [...new Set((touching.length > 0 ? touching : holding).map(({ source }) => source))].join('、')
}
