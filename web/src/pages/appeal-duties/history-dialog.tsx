/** The versions of an entry, the latest first, each with what it changed. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DayText } from '../../ui/day.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { type Duty, historyQuery } from './asks.ts'
import { Diff } from './diff.tsx'

export function HistoryDialog({ duty, onClose }: { readonly duty: Duty; readonly onClose: () => void }) {
  const { t } = useTranslation('appeal-duties')
  const query = useQuery(historyQuery(duty.matter))
  const versions = (query.data?.rows ?? [])
    .filter((one) => one.id === duty.id)
    .toSorted((a, b) => b.version - a.version)
  const shown = versions.length > 0 ? versions : [duty]
  return (
    <Dialog open broad title={t('historyTitle', { matter: duty.matter })} onClose={onClose}>
      {query.isPending && <RowsSkeleton rows={3} />}
      {query.isError && <ErrorState boxed={false} fault={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <ol className="duty-versions">
          {shown.map((version, index) => {
            const before = shown[index + 1]
            return (
              <li key={version.version}>
                <strong>{t('version', { n: version.version })}</strong> · <DayText day={version.from} />
                {version.until && (
                  <>
                    {' '}
                    – <DayText day={version.until} />
                  </>
                )}
                <p className="quiet">
                  <Said text={version.source} />
                </p>
                {before ? <Diff before={before} after={version} /> : <p className="quiet">{t('first')}</p>}
              </li>
            )
          })}
        </ol>
      )}
    </Dialog>
  )
}
