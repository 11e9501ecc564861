/** Views of the inbox: the filter is in the address; a person keeps filters of their own under a name. */
import type { InboxFilter } from '../asks.ts'
import { keep, recall } from '../kept.ts'

export type SavedView = { readonly name: string; readonly search: string }

const dues = ['overdue', 'today', 'week'] as const
const statuses = ['received', 'correcting', 'accepted', 'decided'] as const

export { dues, statuses }

/** The filter that an address asks for; what it does not know is left out. */
export function filterOf(search: URLSearchParams): InboxFilter {
  const due = dues.find((one) => one === search.get('due'))
  const status = statuses.find((one) => one === search.get('status'))
  return { ...(due ? { due } : {}), ...(status ? { status } : {}), ...(search.get('mine') ? { mine: true } : {}) }
}

export function searchOf(filter: InboxFilter): string {
  const search = new URLSearchParams()
  if (filter.due) search.set('due', filter.due)
  if (filter.status) search.set('status', filter.status)
  if (filter.mine) search.set('mine', '1')
  return search.toString()
}

export const savedViews = (): readonly SavedView[] => recall<readonly SavedView[]>('views', [])

/** A view saved under a name that exists replaces it. */
export function saveView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const others = views.filter((one) => one.name !== view.name)
  const next = [...others, view].slice(-12)
  keep('views', next)
  return next
}

export function dropView(views: readonly SavedView[], name: string): readonly SavedView[] {
  const next = views.filter((one) => one.name !== name)
  keep('views', next)
  return next
}
