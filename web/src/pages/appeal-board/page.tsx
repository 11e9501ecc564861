/** Supervision at a glance: what is open and late, where, at which stage, how it goes; each number opens its orders. */
import '../workbench/workbench.css'
import './appeal-board.css'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useSession, useSite } from '../../app/site.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { InstantText } from '../../ui/day.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { saveSheet } from '../appeal/save-sheet.ts'
import { addressOfOrders } from '../appeal-order/list.tsx'
import { type BoardNumbers, supervisionQuery } from './asks.ts'
import { Signs } from './signs.tsx'
import { ByDepartment, ByStage } from './tables.tsx'
import { TileMap } from './tile-map.tsx'
import { Trend } from './trend.tsx'

type OnBoard = { readonly board: BoardNumbers; readonly region: string }

/** The figures that must be seen first; each leads to the orders behind it. */
function Numbers({ board, region }: OnBoard) {
  const { t } = useTranslation('appeal-board')
  const today = useSite()?.today
  const figures = [
    ['open', board.open, { open: true }, ''],
    ['dueToday', board.dueToday, { due: today, open: true }, ''],
    ['late', board.late, { late: true, open: true }, '▲'],
    ['problems', board.problems, { problem: true, open: true }, '!'],
    ['remind', board.byLevel.remind ?? 0, { level: 'remind', open: true }, ''],
    ['written', board.byLevel.written ?? 0, { level: 'written', open: true }, ''],
    ['raised', board.byLevel.raised ?? 0, { level: 'raised', open: true }, ''],
  ] as const
  return (
    <ul className="board-numbers">
      {figures.map(([name, value, filter, shape]) => (
        <li key={name}>
          <Link
            to={addressOfOrders({ region, ...filter })}
            className={value > 0 && shape ? 'board-number hot' : 'board-number'}
          >
            <span>{t(`number.${name}`)}</span>
            <strong>
              {value > 0 && shape && <span aria-hidden="true">{shape} </span>}
              {value}
            </strong>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function save(board: BoardNumbers, today: string, t: (key: string) => string): void {
  saveSheet(`${t('title')} ${today}`, [
    [
      t('column.region'),
      t('number.open'),
      t('number.late'),
      t('number.problems'),
      t('column.opened7'),
      t('column.closed7'),
    ],
    ...board.regions.map((one) => [one.name, one.open, one.late, one.problems, one.opened7, one.closed7]),
    ['', '', '', '', '', ''],
    [t('column.department'), t('number.open'), t('number.late'), t('number.problems'), '', ''],
    ...board.departments.map((one) => [one.name, one.open, one.late, one.problems, '', '']),
    ['', '', '', '', '', ''],
    [t('column.day'), t('trend.opened'), t('trend.closed'), t('trend.late'), '', ''],
    ...board.days.map((one) => [one.day, one.opened, one.closed, one.late, '', '']),
  ])
}

function Shown({ board, region }: OnBoard) {
  return (
    <>
      <Numbers board={board} region={region} />
      <div className="board-body">
        <TileMap board={board} />
        <div className="board-side">
          <Trend board={board} region={region} />
          <ByStage board={board} region={region} />
        </div>
      </div>
      <ByDepartment board={board} region={region} />
      <Signs region={region} />
    </>
  )
}

export function Page() {
  const { t } = useTranslation('appeal-board')
  const session = useSession()
  const today = useSite()?.today ?? ''
  // Where one's own reach begins: the whole region for who supervises it, the league for its hotline.
  const reach = session?.grants.find((grant) => grant.region)?.region ?? ''
  const { region = reach } = useParams()
  const query = useQuery({ ...supervisionQuery(region), enabled: region !== '' })
  const board = query.data
  const above = reach && region !== reach
  return (
    <div className="work board">
      <div className="work-head">
        <PageHead title={t('title')} />
        <div className="work-tools no-print">
          {above && (
            <LinkButton to="/work/supervision" small look="second">
              {t('wholeRegion')}
            </LinkButton>
          )}
          <LinkButton to="/public-appeals?view=excluded&state=appealed" small look="second">
            {t('appealed')}
          </LinkButton>
          <Button
            small
            look="second"
            unavailable={board ? undefined : t('nothing')}
            onClick={() => board && save(board, today, t)}
          >
            Excel
          </Button>
        </div>
      </div>
      {query.isError && board && <Notice kind="warn">{t('stale')}</Notice>}
      {query.isError && !board && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton shapes={['row', 'block', 'block']} />}
      {board && (
        <>
          <p className="quiet">
            {t('asOf')} <InstantText at={board.at} />
          </p>
          <Shown board={board} region={region} />
        </>
      )}
    </div>
  )
}
