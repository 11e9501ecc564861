/** The inbox: what the person's departments owe, the first due first. */
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { More } from '../../../ui/more.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RowsSkeleton } from '../../../ui/skeleton.tsx'
import { Empty, ErrorState, Notice } from '../../../ui/states.tsx'
import { Table } from '../../../ui/table.tsx'
import { Help } from '../help.tsx'
import { useShortcuts } from '../shortcuts.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { columnsOf } from './columns.tsx'
import { exportRows } from './export-rows.ts'
import { Filters } from './filters.tsx'
import { OpenCase } from './open-case.tsx'
import { filterOf, searchOf } from './saved-views.ts'
import { rowKey } from './stable-rows.ts'
import { type Desk, focusRow, useDesk } from './use-desk.ts'
import { Views } from './views.tsx'

type OnDesk = { readonly desk: Desk }

function Tools({ desk }: OnDesk) {
  const { t } = useTranslation('workbench')
  const listed = desk.rows.filter((row) => !row.gone)
  return (
    <div className="work-tools no-print">
      <OpenCase />
      {(['xlsx', 'csv'] as const).map((kind) => (
        <Button
          key={kind}
          small
          look="second"
          unavailable={listed.length === 0 ? t('export.nothing') : undefined}
          onClick={() => exportRows(kind, listed, desk.today ?? '', t)}
        >
          {t(`export.${kind}`)}
        </Button>
      ))}
      <span className="keys-button">
        <Button small look="second" onClick={() => desk.setHelp(true)}>
          {t('help.button')} <kbd>?</kbd>
        </Button>
      </span>
    </div>
  )
}

function NothingHere({ desk }: OnDesk) {
  const { t } = useTranslation('workbench')
  if (searchOf(desk.filter) === '') return <Empty title={t('empty.title')}>{t('empty.hint')}</Empty>
  return (
    <Empty title={t('empty.filtered')} action={<Button onClick={() => desk.change({})}>{t('empty.showAll')}</Button>}>
      {t('empty.filteredHint')}
    </Empty>
  )
}

function ChooseBar({ desk }: OnDesk) {
  const { t } = useTranslation('workbench')
  const count = desk.picked.length
  if (count === 0) return null
  return (
    <fieldset className="choose-bar no-print" aria-label={t('bulk.label')}>
      <span aria-live="polite">{t('bulk.chosen', { count })}</span>
      <Button small onClick={() => desk.setAsking(true)} unavailable={count > 100 ? t('bulk.tooMany') : undefined}>
        {t('bulk.act')} <kbd>b</kbd>
      </Button>
      <Button small look="plain" onClick={desk.clear}>
        {t('bulk.clear')}
      </Button>
    </fieldset>
  )
}

function List({ desk }: OnDesk) {
  const { t } = useTranslation('workbench')
  const { rows, query } = desk
  if (query.isPending) return <RowsSkeleton rows={14} />
  if (query.isError && !query.data) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return <NothingHere desk={desk} />
  return (
    <div className="inbox-table">
      <Table
        caption={t('inbox.title')}
        columns={columnsOf({ t, today: desk.today, me: desk.me, waiting: desk.waiting })}
        rows={rows}
        rowKey={rowKey}
        onOpen={desk.open}
        stack
        chosen={desk.chosen}
        onChoose={desk.choose}
      />
      <More
        shown={rows.length}
        hasMore={query.hasNextPage}
        waiting={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </div>
  )
}

function Dialogs({ desk }: OnDesk) {
  const { t } = useTranslation('workbench')
  const line = (name: string, ...keys: string[]) => ({ keys, text: t(`help.${name}`) })
  return (
    <>
      {desk.asking && <BulkDialog rows={desk.picked} onClose={() => desk.setAsking(false)} onSent={desk.sent} />}
      <Help
        open={desk.help}
        onClose={() => desk.setHelp(false)}
        lines={[
          line('move', 'j', 'k', '↓', '↑'),
          line('open', 'Enter'),
          line('choose', 'x'),
          line('chooseAll', 'a'),
          line('bulk', 'b'),
          line('undo', 'z'),
          line('find', '/'),
          line('refresh', 'r'),
          line('clear', 'Esc'),
          line('help', '?'),
        ]}
      />
    </>
  )
}

export function InboxPage() {
  const { t } = useTranslation('workbench')
  const desk = useDesk()
  const { query, arrived, filter, change } = desk
  const unread = query.isError && !query.data
  useShortcuts({
    j: () => focusRow(0),
    ArrowDown: () => focusRow(0),
    k: () => focusRow(-1),
    a: desk.chooseAll,
    b: () => desk.picked.length > 0 && desk.picked.length <= 100 && desk.setAsking(true),
    r: desk.refresh,
    Escape: desk.clear,
    '/': () => document.querySelector<HTMLInputElement>('#open-case')?.focus(),
    '?': () => desk.setHelp(true),
  })
  return (
    <div className="work">
      <div className="work-head">
        <PageHead title={t('inbox.title')} />
        {!unread && <Tools desk={desk} />}
      </div>
      {!unread && (
        <>
          <Filters filter={filter} counts={desk.counts} onChange={change} />
          <Views search={searchOf(filter)} onPick={(next) => change(filterOf(new URLSearchParams(next)))} />
        </>
      )}
      {query.isError && query.data && <Notice kind="warn">{t('inbox.stale')}</Notice>}
      {arrived > 0 && (
        <button type="button" className="arrived no-print" onClick={desk.letIn} aria-live="polite">
          {t('inbox.arrived', { count: arrived })} <kbd>r</kbd>
        </button>
      )}
      <List desk={desk} />
      <ChooseBar desk={desk} />
      <Dialogs desk={desk} />
    </div>
  )
}
