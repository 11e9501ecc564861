/** 可信存证: how the log stands, who watches it, and how anybody checks a receipt without us. */
import './ledger.css'
import type { LogView, WitnessView } from '@steppe/contracts/ledger'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { logQuery } from '../../asks/ledger.ts'
import { InstantText } from '../../ui/day.tsx'
import { countText } from '../../ui/day-text.ts'
import { Card, Facts, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, Notice } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { Verifier } from '../../ui/verifier.tsx'

function Standing({ log }: { readonly log: LogView }) {
  const { t } = useTranslation('ledger')
  const facts = [
    {
      key: 'size',
      name: t('size'),
      value: <strong className="number">{t('records', { count: countText(log.size) })}</strong>,
    },
    ...(log.sealedAt ? [{ key: 'sealed', name: t('sealed'), value: <InstantText at={log.sealedAt} /> }] : []),
    { key: 'root', name: t('root'), value: <span className="ledger-code">{log.root}</span> },
    { key: 'origin', name: t('origin'), value: <span className="ledger-code">{log.origin}</span> },
    { key: 'key', name: t('key'), value: <span className="ledger-code">{log.vkey}</span> },
  ]
  return (
    <Section title={t('now')} act={<a href="/log/checkpoint">{t('checkpoint')}</a>}>
      <Card>
        <Facts facts={facts} />
      </Card>
      {log.earlier && <Notice kind="info" title={t('earlier')} />}
    </Section>
  )
}

function Follows({ witness, size }: { readonly witness: WitnessView; readonly size: number }) {
  const { t } = useTranslation('ledger')
  if (witness.trouble === 'inconsistent' || witness.trouble === 'knows_larger')
    return <Status kind="refused">{t(`trouble.${witness.trouble}`)}</Status>
  if (witness.trouble) return <Status kind="paused">{t(`trouble.${witness.trouble}`)}</Status>
  if (witness.size === 0) return <Status kind="waiting">{t('notYet')}</Status>
  return (
    <Status kind="done">
      {witness.size >= size ? t('follows') : t('followsTo', { count: countText(witness.size) })}
    </Status>
  )
}

function Witnesses({ log }: { readonly log: LogView }) {
  const { t } = useTranslation('ledger')
  const said = useSaid()
  return (
    <Section title={t('witnesses')}>
      <p className="quiet">{t('witnessesMean')}</p>
      {log.witnesses.length === 0 ? (
        <Empty title={t('noWitness')}>{t('noWitnessHint')}</Empty>
      ) : (
        <ul className="list">
          {log.witnesses.map((witness) => (
            <li key={witness.name} className="ledger-witness">
              <div>
                <span className="list-title-plain">{said(witness.title)}</span>
                <span className="list-more">
                  {witness.signedAt && (
                    <span>
                      {t('signed')} <InstantText at={witness.signedAt} />
                    </span>
                  )}
                </span>
                <span className="ledger-code quiet">{witness.vkey}</span>
              </div>
              <Follows witness={witness} size={log.size} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Check({ vkey }: { readonly vkey: string }) {
  const { t } = useTranslation('ledger')
  return (
    <Section title={t('check')}>
      <Card>
        <ol className="ledger-steps">
          <li>{t('step1')}</li>
          <li>{t('step2')}</li>
          <li>
            {t('step3')}
            <Verifier file="150102-20261123-XXXXXXX.steppe-receipt.json" vkey={vkey} />
          </li>
        </ol>
      </Card>
      <h3>{t('proves')}</h3>
      <ul className="ledger-points">
        {['taken', 'unchanged', 'order', 'same'].map((each) => (
          <li key={each}>{t(`provesWhat.${each}`)}</li>
        ))}
      </ul>
      <h3>{t('provesNot')}</h3>
      <ul className="ledger-points">
        {['true', 'before', 'alone'].map((each) => (
          <li key={each}>{t(`provesNotWhat.${each}`)}</li>
        ))}
      </ul>
    </Section>
  )
}

export function Page() {
  const { t } = useTranslation('ledger')
  const query = useQuery(logQuery)
  return (
    <PageBody narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      {query.isPending && <PageSkeleton />}
      {query.isError && !query.data && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <Standing log={query.data} />
          <Witnesses log={query.data} />
          <Check vkey={query.data.vkey} />
        </>
      )}
    </PageBody>
  )
}
