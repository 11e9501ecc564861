/** One line an order: how its call-back went, whether it counts, how the objection stands. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { Table } from '../../ui/table.tsx'
import { Status } from '../../ui/tag.tsx'
import { useListed } from '../appeal/words.ts'
import type { CountedOrder } from './asks.ts'

function Result({ row }: { readonly row: CountedOrder }) {
  const { t } = useTranslation('appeal-order')
  const { t: words } = useTranslation('appeal')
  const said = row.contacted
    ? [t(row.solved ? 'solved' : 'notSolved'), ...(row.satisfaction ? [words(`satisfaction.${row.satisfaction}`)] : [])]
    : [t('notContacted')]
  return <>{said.join('，')}</>
}

/** Why it does not count, or that it does. */
function Counts({ row }: { readonly row: CountedOrder }) {
  const { t } = useTranslation('appeal-score')
  const { nameOf } = useListed()
  if (row.excluded)
    return <Status kind="paused">{t('excluded', { ground: nameOf('exclusionGrounds', row.excluded) })}</Status>
  if (row.invalid)
    return <Status kind="paused">{t('excluded', { ground: nameOf('invalidCallBackGrounds', row.invalid) })}</Status>
  return <>{t('counts')}</>
}

interface Props {
  readonly row: CountedOrder
  readonly today: string
  readonly speaks: boolean
  readonly onObject: (row: CountedOrder) => void
}

function ObjectionCell({ row, today, speaks, onObject }: Props) {
  const { t } = useTranslation('appeal-score')
  const { objection, objectUntil, counts } = row
  if (objection)
    return (
      <>
        {t(`states.${objection.state}`)}
        {objection.opinion && (
          <span className="quiet">
            {' '}
            <Said text={objection.opinion} />
          </span>
        )}
      </>
    )
  if (!counts) return null
  if (!objectUntil) return <span className="quiet">{t('notEnded')}</span>
  if (today > objectUntil)
    return (
      <span className="quiet">
        {t('over')} <DayText day={objectUntil} short />
      </span>
    )
  return (
    <span className="button-row">
      {speaks ? (
        <Button small look="second" onClick={() => onObject(row)}>
          {t('object')}
        </Button>
      ) : (
        <span className="quiet">{t('byApprover')}</span>
      )}
      <span className="quiet">
        {t('until')} <DayText day={objectUntil} short />
      </span>
    </span>
  )
}

export function CountedTable({ rows, ...rest }: Omit<Props, 'row'> & { readonly rows: readonly CountedOrder[] }) {
  const { t } = useTranslation('appeal-score')
  return (
    <Table
      caption={t('caption')}
      stack
      rows={rows}
      rowKey={({ order }) => order}
      columns={[
        {
          key: 'order',
          head: t('column.order'),
          cell: ({ order, title }) => (
            <>
              <Link to={`/work/appeals/${order}`}>
                <Said text={title || order} />
              </Link>
              <span className="quiet mono counted-number">{order}</span>
            </>
          ),
        },
        { key: 'called', head: t('column.called'), cell: ({ calledOn }) => <DayText day={calledOn} short /> },
        { key: 'result', head: t('column.result'), cell: (row) => <Result row={row} /> },
        { key: 'counts', head: t('column.counts'), cell: (row) => <Counts row={row} /> },
        { key: 'objection', head: t('column.objection'), cell: (row) => <ObjectionCell row={row} {...rest} /> },
      ]}
    />
  )
}
