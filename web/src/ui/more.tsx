/** Goes on reading a long list by its cursor; says how many are shown. */
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'

export function More({
  shown,
  total,
  hasMore,
  waiting,
  onMore,
}: {
  readonly shown: number
  readonly total?: number | undefined
  readonly hasMore: boolean
  readonly waiting: boolean
  readonly onMore: () => void
}) {
  const { t } = useTranslation()
  return (
    <div className="button-row more no-print" style={{ justifyContent: 'space-between', paddingTop: 'var(--s3)' }}>
      <span className="quiet" aria-live="polite">
        {total === undefined ? t('more.shown', { shown }) : t('more.shownOf', { shown, total })}
      </span>
      {hasMore && (
        <Button look="second" small waiting={waiting} onClick={onMore}>
          {t('more.next')}
        </Button>
      )}
    </div>
  )
}
