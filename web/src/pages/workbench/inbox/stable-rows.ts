/** Keeps a live list still under the eye: rows change in place, what has gone stays and says so, what is new waits to be let in. */
import type { InboxRow } from '../asks.ts'

export type ShownRow = InboxRow & { readonly gone?: true }
export type StableRows = {
  readonly rows: readonly ShownRow[]
  /** How many new rows wait above the end of the list. */
  readonly arrived: number
}

export const rowKey = (row: { readonly case: string; readonly task: string }): string => `${row.case}/${row.task}`

/**
 * What to show after another answer. `whole` says that the answer reaches the end of the list; else a shown row that is
 * missing may only have been pushed beyond the pages read, and is kept as it was.
 */
export function mergeRows(shown: readonly ShownRow[], fresh: readonly InboxRow[], whole: boolean): StableRows {
  if (shown.length === 0) return { rows: fresh, arrived: 0 }
  const now = new Map(fresh.map((row) => [rowKey(row), row]))
  const before = new Set(shown.map(rowKey))
  const lastKnown = fresh.findLastIndex((row) => before.has(rowKey(row)))
  const reaches = (row: ShownRow) => whole || comesBefore(row, fresh.at(-1))
  const kept = shown.map((row): ShownRow => {
    const again = now.get(rowKey(row))
    if (again) return again
    return reaches(row) ? { ...row, gone: true } : row
  })
  const isNew = (row: InboxRow) => !before.has(rowKey(row))
  return {
    rows: [...kept, ...fresh.slice(lastKnown + 1).filter(isNew)],
    arrived: fresh.slice(0, lastKnown + 1).filter(isNew).length,
  }
}

/** The order of the inbox: due day, then number, then task; without a due day last. */
function comesBefore(row: InboxRow, other: InboxRow | undefined): boolean {
  if (!other) return true
  const key = (one: InboxRow) => `${one.dueOn ?? '9999-99-99'} ${one.case} ${one.task}`
  return key(row) <= key(other)
}
