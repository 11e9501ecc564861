/** 亮证: a code that ends after a minute and is made anew while it is looked at. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showingQuery } from '../../asks/credentials.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { RefusedNotice } from '../../ui/states.tsx'

/** Seconds left until an instant, counted down. */
function useLeft(until: string | undefined): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return until ? Math.max(0, Math.round((Date.parse(until) - now) / 1000)) : 0
}

export function ShowDialog({
  id,
  title,
  onClose,
}: {
  readonly id: string
  readonly title: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation('licences')
  const query = useQuery(showingQuery(id))
  const left = useLeft(query.data?.expires)
  return (
    <Dialog open title={title} onClose={onClose}>
      <div className="licence-showing">
        {query.data ? (
          <>
            <img src={query.data.picture} alt={t('show.picture')} width={320} height={320} />
            <p>{left > 0 ? t('show.left', { count: left }) : t('show.renewing')}</p>
          </>
        ) : query.isError ? (
          <RefusedNotice fault={query.error} />
        ) : (
          <p className="quiet">{t('show.making')}</p>
        )}
        <p className="quiet">{t('show.hint')}</p>
      </div>
    </Dialog>
  )
}
