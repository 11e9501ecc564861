/** Columns that every list of what does not count begins with, and a word with the reason below it. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid, useSession } from '../../app/site.ts'
import { DayText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import type { Column } from '../../ui/table.tsx'
import type { Exclusion, Objection } from '../appeal/asks.ts'

/** Those who decide appeals and objections: they go from the list to the order. */
export function useDecides(): boolean {
  return useSession()?.grants.some((grant) => grant.role === 'supervisor') ?? false
}

export function WithReason({
  children,
  reason,
}: {
  readonly children: ReactNode
  readonly reason: string | undefined
}) {
  return (
    <>
      {children}
      {reason && (
        <span className="excluded-reason">
          <Said text={reason} />
        </span>
      )}
    </>
  )
}

/** Order, ground with its reason, department, day: in this order, what a list adds stands between or after them. */
export function useSharedColumns<Row extends Exclusion | Objection>(): Readonly<
  Record<'order' | 'ground' | 'department' | 'on', Column<Row>>
> {
  const { t } = useTranslation('appeal-public')
  const said = useSaid()
  const decides = useDecides()
  const of = (key: string, cell: Column<Row>['cell']): Column<Row> => ({ key, head: t(`excluded.${key}`), cell })
  return {
    order: of('order', ({ order }) =>
      decides ? (
        <Link to={`/work/appeals/${order}`} className="number">
          {order}
        </Link>
      ) : (
        <span className="number">{order}</span>
      ),
    ),
    ground: of('ground', ({ groundTitle, reason }) => <WithReason reason={reason}>{said(groundTitle)}</WithReason>),
    department: of('department', ({ departmentName }) => <Said text={departmentName} />),
    on: of('on', ({ on }) => <DayText day={on} short />),
  }
}
