/** 亮证: the QR code, the seconds it still holds, and the way into a wallet. */
import './show-licence.css'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Button } from '../../ui/button.tsx'
import { BackLink, Card, PageBody, PageHead } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { keepForOffline } from '../check-licence/keep-for-offline.ts'
import { QrCode } from './qr-code.tsx'
import { useShowing } from './use-showing.ts'
import { Wallet } from './wallet.tsx'

export function Page() {
  const { t } = useTranslation('show-licence')
  const { id = '' } = useParams()
  const { picture, fault, left, renew } = useShowing(id)
  useEffect(() => keepForOffline('/show-licence'), [])
  return (
    <PageBody narrow>
      <BackLink to="/mine">{t('back')}</BackLink>
      <PageHead title={t('title')} lead={t('lead')} />
      {fault ? (
        <ErrorState fault={fault} onRetry={renew} />
      ) : picture ? (
        <Card>
          <QrCode address={picture.address} digits={picture.digits} label={t('picture')} />
          <div className="show-left">
            <progress value={left} max={60} aria-label={t('time')} />
            <p>{t('left', { seconds: left })}</p>
          </div>
          <p className="quiet">{t('explain')}</p>
          <div className="button-row">
            <Button look="second" onClick={renew}>
              {t('renew')}
            </Button>
          </div>
        </Card>
      ) : (
        <PageSkeleton />
      )}
      <Wallet id={id} />
    </PageBody>
  )
}
