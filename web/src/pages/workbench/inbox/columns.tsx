/** What a row of the inbox says. */
import type { TFunction } from 'i18next'
import { Link } from 'react-router'
import { DayText, TermText } from '../../../ui/day.tsx'
import type { Column } from '../../../ui/table.tsx'
import type { InboxRow } from '../asks.ts'
import { rowKey, type ShownRow } from './stable-rows.ts'

export type Around = {
  readonly t: TFunction<'workbench'>
  readonly today: string | undefined
  /** Account of the person at the desk. */
  readonly me: string | undefined
  readonly waiting: ReadonlySet<string>
}

function DaysLeft({ row, around }: { readonly row: ShownRow; readonly around: Around }) {
  if (around.waiting.has(rowKey(row))) return <span className="mark">{around.t('row.waiting')}</span>
  if (row.gone) return <span className="mark">{around.t('row.gone')}</span>
  if (row.status === 'correcting') return <span className="term paused">‖ {around.t('row.correcting')}</span>
  if (!row.dueOn && !row.paused) return <span className="quiet">{around.t('row.noTerm')}</span>
  return (
    <span className="one-line">
      <TermText left={row.daysLeft} unit="wd" paused={row.paused} />{' '}
      {row.dueOn && (
        <span className="quiet">
          <DayText day={row.dueOn} short {...(around.today ? { today: around.today } : {})} />
        </span>
      )}
    </span>
  )
}

function Holder({ row, around }: { readonly row: ShownRow; readonly around: Around }) {
  const { t, me } = around
  if (row.holder && row.holder === me) return <strong>{t('row.me')}</strong>
  // Without a holder the step waits for anyone of the department who has the role.
  return (
    <span className={`one-line ${row.holder ? '' : 'office quiet'}`} title={row.departmentName}>
      {row.holder ? t('row.colleague') : row.departmentName}
    </span>
  )
}

/** A name in Chinese says so, whatever the language of the page. */
const chineseName = (name: string) => (/\p{Script=Han}/u.test(name) ? { lang: 'zh-CN' } : {})

/** A matter in the words of whoever wrote it, such as a complaint; our own titles are in the language of the page. */
const writtenMatter = (matter: string) => (/[a-z]/i.test(matter) ? {} : chineseName(matter))

/** The matter without the applicant's name behind it, which has a column of its own. */
export function matterOf(row: Pick<InboxRow, 'title' | 'applicant'>): string {
  const tail = [`（${row.applicant}）`, ` (${row.applicant})`].find((each) => row.title.endsWith(each)) ?? ''
  return tail && row.title.length > tail.length ? row.title.slice(0, -tail.length) : row.title
}

export function columnsOf(around: Around): readonly Column<ShownRow>[] {
  const { t } = around
  return [
    {
      key: 'number',
      head: t('column.number'),
      width: '12.5rem',
      cell: (row) => (
        <Link to={`/work/cases/${row.case}`} className="mono" tabIndex={-1}>
          {row.case}
        </Link>
      ),
    },
    {
      key: 'matter',
      head: t('column.matter'),
      cell: (row) => (
        <span className="one-line" {...writtenMatter(matterOf(row))} title={row.title}>
          {matterOf(row)}
        </span>
      ),
    },
    {
      key: 'applicant',
      head: t('column.applicant'),
      width: '16%',
      cell: (row) => (
        <span className="one-line" {...chineseName(row.applicant)} title={row.applicant}>
          {row.applicant}
        </span>
      ),
    },
    {
      key: 'step',
      head: t('column.step'),
      width: '8.5rem',
      cell: (row) => <span className="one-line">{row.step}</span>,
    },
    {
      key: 'daysLeft',
      head: t('column.daysLeft'),
      width: 'clamp(15rem, 18.5vw, 17.5rem)',
      cell: (row) => <DaysLeft row={row} around={around} />,
    },
    { key: 'holder', head: t('column.holder'), width: '14%', cell: (row) => <Holder row={row} around={around} /> },
  ]
}
