/** The pages of staff that somebody's roles open, in the order of the menu; the first is where their work begins. */
import type { Session } from '@steppe/contracts/platform'
import { carries } from './carries.ts'
import { type FoundPage, pages } from './pages.tsx'

const working = pages.filter((page) => page.work).sort((a, b) => a.work!.place - b.work!.place)

export function staffPages(session: Session | undefined): readonly FoundPage[] {
  if (session?.kind !== 'staff') return []
  return working.filter((page) => page.work!.permissions.some((one) => carries(session.permissions, one)))
}

/** The address at which a page begins, without the star that stands for what is below. */
export const addressOf = (page: FoundPage): string => page.paths[0]!.replace(/\/\*$/, '')

/** Where the work of this person begins; the front door for who has none. */
export function workBegins(session: Session): string {
  const open = staffPages(session)
  const begins = (page: FoundPage) => page.work?.begins && carries(session.permissions, page.work.begins)
  const first = open.find(begins) ?? open[0]
  return first ? addressOf(first) : '/'
}
