/** The inbox at a glance: how much is late, due today, due this week, and in which state; each figure is a filter. */
import { useTranslation } from 'react-i18next'
import type { InboxCounts, InboxFilter } from '../asks.ts'
import { dues, statuses } from './saved-views.ts'

const shapes = { overdue: '▲', today: '◆', week: '◇' } as const

function Chip({
  on,
  onPress,
  name,
  count,
  shape,
  tone,
}: {
  readonly on: boolean
  readonly onPress: () => void
  readonly name: string
  readonly count: string
  readonly shape?: string
  readonly tone?: string
}) {
  return (
    <button type="button" className={`chip ${tone ?? ''}`} aria-pressed={on} onClick={onPress}>
      {shape && (
        <span className="chip-shape" aria-hidden="true">
          {shape}
        </span>
      )}
      {name} <strong>{count}</strong>
    </button>
  )
}

export function Filters({
  filter,
  counts,
  onChange,
}: {
  readonly filter: InboxFilter
  readonly counts: InboxCounts | undefined
  readonly onChange: (filter: InboxFilter) => void
}) {
  const { t } = useTranslation('workbench')
  const shown = (count: number | undefined) =>
    count === undefined ? '–' : counts?.capped && count >= 1000 ? `${count}+` : String(count)
  const { due, status, mine } = filter
  return (
    <fieldset className="filters no-print" aria-label={t('filter.label')}>
      <Chip
        on={!due && !status && !mine}
        onPress={() => onChange({})}
        name={t('filter.all')}
        count={shown(counts?.all)}
      />
      {dues.map((one) => (
        <Chip
          key={one}
          on={due === one}
          tone={counts && counts[one] > 0 ? one : ''}
          shape={shapes[one]}
          onPress={() => onChange({ ...filter, due: due === one ? undefined : one })}
          name={t(`filter.${one}`)}
          count={shown(counts?.[one])}
        />
      ))}
      <span className="filters-part" aria-hidden="true" />
      {statuses.map((one) => (
        <Chip
          key={one}
          on={status === one}
          onPress={() => onChange({ ...filter, status: status === one ? undefined : one })}
          name={t(`status.${one}`)}
          count={shown(counts ? (counts.byStatus[one] ?? 0) : undefined)}
        />
      ))}
      <span className="filters-part" aria-hidden="true" />
      <label className="tick">
        <input
          type="checkbox"
          checked={mine ?? false}
          onChange={(event) => onChange({ ...filter, mine: event.target.checked || undefined })}
        />
        {t('filter.mine')}
      </label>
    </fieldset>
  )
}
