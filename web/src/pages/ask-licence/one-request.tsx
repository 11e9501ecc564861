/** A request that was made: its code while it waits, then what was shown, or why nothing was. */
import type { WalletResult } from '@steppe/contracts/credentials'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useJoined, useSaid } from '../../app/site.ts'
import { walletResultQuery } from '../../asks/wallets.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Card, Facts } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { QrCode } from '../show-licence/qr-code.tsx'
import '../show-licence/show-licence.css'

function Waiting({ result }: { readonly result: WalletResult }) {
  const { t } = useTranslation('ask-licence')
  const left = result.left ?? 0
  const link = result.request
  const here = `/answer-request/${result.id}`
  return (
    <Card>
      <QrCode address={`${location.origin}${here}`} label={t('picture')} />
      <div className="show-left">
        <p>{t('left', { minutes: Math.floor(left / 60), seconds: String(left % 60).padStart(2, '0') })}</p>
      </div>
      <p className="quiet">{t('scan')}</p>
      <p>
        <Link to={here}>{t('here')}</Link>
      </p>
      {link && (
        <details>
          <summary>{t('wallet')}</summary>
          <p className="quiet">{t('walletHint')}</p>
          <QrCode address={link} label={t('walletPicture')} />
          <p>
            <a href={link}>{t('walletOpen')}</a>
          </p>
        </details>
      )}
    </Card>
  )
}

function Accepted({ result }: { readonly result: WalletResult }) {
  const { t } = useTranslation('ask-licence')
  const said = useSaid()
  const joined = useJoined()
  const shown = result.shown ?? []
  return (
    <>
      <Notice kind="good" title={t('accepted', { name: result.name ? said(result.name) : '' })} live>
        <p>{t('checked')}</p>
      </Notice>
      <Facts
        facts={shown.map((field) => ({ key: field.zh, name: said(field), value: <Said text={field.value || '—'} /> }))}
      />
      {(result.keptBack ?? []).length > 0 && (
        <p className="quiet">{t('keptBack', { fields: joined((result.keptBack ?? []).map(said)) })}</p>
      )}
      <p className="quiet">{t('forgotten')}</p>
    </>
  )
}

export function OneRequest({ id }: { readonly id: string }) {
  const { t } = useTranslation('ask-licence')
  const said = useSaid()
  const query = useQuery(walletResultQuery(id))
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageSkeleton />
  const result = query.data
  return (
    <>
      <p>
        {t('for')} <Said text={result.purpose} />
      </p>
      {result.state === 'waiting' && <Waiting result={result} />}
      {result.state === 'accepted' && <Accepted result={result} />}
      {result.state === 'refused' && (
        <Notice kind="bad" title={t('refused')} live>
          <p>{result.why ? said(result.why) : ''}</p>
        </Notice>
      )}
      {result.state === 'expired' && (
        <Notice kind="warn" title={t('expired')} live>
          <p>{t('expiredNext')}</p>
        </Notice>
      )}
      {result.state !== 'waiting' && (
        <div className="button-row">
          <LinkButton to="/ask-licence">{t('again')}</LinkButton>
        </div>
      )}
    </>
  )
}
