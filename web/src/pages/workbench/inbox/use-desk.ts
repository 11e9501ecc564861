/** What lies on the desk: the rows shown, the filter, what is chosen, and how each changes. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useSession, useSite } from '../../../app/site.ts'
import { countsQuery, type InboxFilter, type InboxRow, inboxQuery } from '../asks.ts'
import { keep, recall } from '../kept.ts'
import { rememberList } from './next-case.ts'
import { usePendingBulk } from './pending-bulk.tsx'
import { filterOf, searchOf } from './saved-views.ts'
import { mergeRows, rowKey, type ShownRow, type StableRows } from './stable-rows.ts'

/** Most rows that one batch may hold. */
const mostAtOnce = 100

/** The rows on the screen and how to let in what has arrived. */
function useStableRows(fresh: readonly InboxRow[] | undefined, whole: boolean, view: string) {
  const [held, setHeld] = useState<StableRows & { readonly view: string }>({ rows: [], arrived: 0, view })
  useEffect(() => {
    if (fresh) setHeld((now) => ({ ...mergeRows(now.view === view ? now.rows : [], fresh, whole), view }))
  }, [fresh, whole, view])
  const letIn = useCallback(() => {
    if (fresh) setHeld({ rows: fresh, arrived: 0, view })
  }, [fresh, view])
  // Until the effect has run the first answer is shown as it is, so that no empty list flashes by.
  const rows: readonly ShownRow[] = held.view === view && held.rows.length > 0 ? held.rows : (fresh ?? [])
  return { rows, arrived: held.view === view ? held.arrived : 0, letIn }
}

/** Puts the focus on a row of the list; -1 is the last. */
export function focusRow(which: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.inbox-table tbody tr')]
  rows.at(which)?.focus()
}

/** Focus comes back to the row from which a case was opened. */
function useReturnFocus(rows: readonly ShownRow[]): void {
  const done = useRef(false)
  useEffect(() => {
    if (done.current || rows.length === 0) return
    done.current = true
    const from = recall('from', '', 'session')
    keep('from', '', 'session')
    const at = from ? rows.findIndex((row) => row.case === from) : -1
    if (at >= 0) focusRow(at)
  }, [rows])
}

/** The rows chosen for a batch. */
function useChosen(rows: readonly ShownRow[]) {
  const { waiting } = usePendingBulk()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const free = (row: ShownRow) => !row.gone && !waiting.has(rowKey(row))
  const picked = rows.filter((row) => chosen.has(rowKey(row)) && free(row))
  const choose = (row: ShownRow, on: boolean) => {
    if (!free(row)) return
    const next = new Set(chosen)
    if (on) next.add(rowKey(row))
    else next.delete(rowKey(row))
    setChosen(next)
  }
  const clear = () => setChosen(new Set())
  const chooseAll = () =>
    picked.length > 0 ? clear() : setChosen(new Set(rows.filter(free).slice(0, mostAtOnce).map(rowKey)))
  return { chosen, picked, waiting, choose, clear, chooseAll }
}

export function useDesk() {
  const [search, setSearch] = useSearchParams()
  const navigate = useNavigate()
  const filter = useMemo(() => filterOf(search), [search])
  const query = useInfiniteQuery(inboxQuery(filter))
  const counts = useQuery({ ...countsQuery, enabled: !query.isError })
  const fresh = useMemo(() => query.data?.pages.flatMap((page) => page.rows), [query.data])
  const shown = useStableRows(fresh, !query.hasNextPage, searchOf(filter))
  const chosen = useChosen(shown.rows)
  const [asking, setAsking] = useState(false)
  const [help, setHelp] = useState(false)
  useReturnFocus(shown.rows)
  useEffect(() => {
    if (shown.rows.length > 0) rememberList(shown.rows.filter((row) => !row.gone).map((row) => row.case))
  }, [shown.rows])
  return {
    ...shown,
    ...chosen,
    query,
    filter,
    counts: counts.data,
    me: useSession()?.id,
    today: useSite()?.today,
    asking,
    setAsking,
    help,
    setHelp,
    change: (next: InboxFilter) => {
      chosen.clear()
      setSearch(searchOf(next), { replace: true })
    },
    open: (row: ShownRow) => void navigate(`/work/cases/${row.case}`),
    refresh: () => {
      shown.letIn()
      void query.refetch()
      void counts.refetch()
    },
    sent: () => {
      setAsking(false)
      chosen.clear()
    },
  }
}
export type Desk = ReturnType<typeof useDesk>
