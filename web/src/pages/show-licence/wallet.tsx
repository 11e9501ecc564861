/** 放入卡包: an offer that a wallet scans, and the number to type in there. */
import type { WalletOffer } from '@steppe/contracts/credentials'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { post } from '../../app/api.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import { QrCode } from './qr-code.tsx'

export function Wallet({ id }: { readonly id: string }) {
  const { t } = useTranslation('show-licence')
  const offer = useMutation({
    mutationFn: () => post<WalletOffer>(`/api/credentials/licences/${encodeURIComponent(id)}/offers`, {}),
  })
  return (
    <Section title={t('wallet.title')}>
      <p className="quiet">{t('wallet.hint')}</p>
      {offer.data ? (
        <Card>
          <QrCode address={offer.data.offer} label={t('wallet.picture')} />
          <p className="show-code" aria-live="polite">
            {t('wallet.code')} <strong>{offer.data.code}</strong>
          </p>
          <p>
            <a href={offer.data.offer}>{t('wallet.open')}</a>
          </p>
        </Card>
      ) : (
        <div className="button-row">
          <Button look="second" waiting={offer.isPending} onClick={() => offer.mutate()}>
            {t('wallet.make')}
          </Button>
        </div>
      )}
      <RefusedNotice fault={offer.error} />
    </Section>
  )
}
