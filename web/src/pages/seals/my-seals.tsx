/** My signature and seals: made, shown, handed to named people, suspended, revoked; what each was used for. */
import type { Seal, SealKind } from '@steppe/contracts/seals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid, useSession } from '../../app/site.ts'
import { mySealsQuery, offerQuery, sealActsQuery, sendSeal } from '../../asks/seals.ts'
import { Button } from '../../ui/button.tsx'
import { DayText, InstantText } from '../../ui/day.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { SealManage } from './seal-manage.tsx'

const kinds = { active: 'done', suspended: 'paused', revoked: 'refused', expired: 'late' } as const

function Record({ seal }: { readonly seal: Seal }) {
  const { t } = useTranslation('seals')
  const query = useQuery(sealActsQuery(seal.id))
  if (query.isError) return <ErrorState fault={query.error} />
  if (!query.data) return <RowsSkeleton rows={3} />
  return (
    <ul className="list">
      {query.data.acts.map((act) => (
        <li key={act.n} className="seal-act">
          <span className="list-title-plain">
            {t(`acts.${act.kind}`)} · {act.title ?? act.cause}
          </span>
          <span className="list-more">
            <InstantText at={act.at} />
            <span>{act.by}</span>
            <span className="seal-digest" title={act.commitment}>
              {act.commitment.slice(0, 16)}…
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function SealCard({ seal }: { readonly seal: Seal }) {
  const { t } = useTranslation('seals')
  const said = useSaid()
  const [open, setOpen] = useState<'record' | 'manage'>()
  const name = said(seal.kindName)
  return (
    <li className="seal-card">
      <img
        src={`/api/seals/${seal.id}/picture`}
        alt={t('pictureOf', { name: `${seal.name} ${name}` })}
        className="seal-picture"
      />
      <div className="seal-words">
        <h2 className="seal-name">{seal.name}</h2>
        <p className="seal-line">
          <span>{name}</span>
          <Status kind={kinds[seal.state]}>{t(`sealStates.${seal.state}`)}</Status>
        </p>
        <p className="quiet small">
          {t('validUntil')} <DayText day={seal.validUntil} short />
          {seal.handlers.length > 0 &&
            ` · ${t('handlers', { names: seal.handlers.map((each) => each.name).join('、') })}`}
        </p>
        {seal.mine === 'owner' ? (
          <div className="button-row">
            <Button small look="second" onClick={() => setOpen('record')}>
              {t('record')}
            </Button>
            {seal.state !== 'revoked' && (
              <Button small look="plain" onClick={() => setOpen('manage')}>
                {t('manage')}
              </Button>
            )}
          </div>
        ) : (
          <p className="quiet small">{t('givenToYou')}</p>
        )}
      </div>
      <Dialog open={open === 'record'} title={t('recordOf', { name })} onClose={() => setOpen(undefined)} broad>
        <p className="quiet small">{t('recordHint')}</p>
        <Record seal={seal} />
      </Dialog>
      <SealManage seal={seal} open={open === 'manage'} onClose={() => setOpen(undefined)} />
    </li>
  )
}

function MakeSeal({ offered }: { readonly offered: readonly SealKind[] }) {
  const { t } = useTranslation('seals')
  const said = useSaid()
  const session = useSession()
  const client = useQueryClient()
  const firms = [
    ...new Set(
      (session?.grants ?? []).flatMap((grant) => (grant.role === 'representative' && grant.firm ? [grant.firm] : [])),
    ),
  ]
  const [choice, setChoice] = useState('')
  const make = useMutation({
    mutationFn: () => {
      const [kind = '', firm] = choice.split(' ')
      return sendSeal({ kind, ...(firm ? { firm } : {}) })
    },
    onSuccess: async () => {
      setChoice('')
      await client.invalidateQueries({ queryKey: mySealsQuery.queryKey })
    },
  })
  const options = offered.flatMap((kind) =>
    kind.holder === 'person'
      ? [{ value: kind.id, label: said(kind.name) }]
      : kind.holder === 'firm'
        ? firms.map((firm) => ({
            value: `${kind.id} ${firm}`,
            label: firms.length > 1 ? `${said(kind.name)}（${firm}）` : said(kind.name),
          }))
        : [],
  )
  return (
    <Section title={t('makeSeal')}>
      <Select label={t('kind')} hint={t('kindHint')} value={choice} onChange={setChoice} options={options} />
      <RefusedNotice fault={make.error} />
      <div>
        <Button
          waiting={make.isPending}
          unavailable={choice ? undefined : t('chooseKind')}
          onClick={() => make.mutate()}
        >
          {t('make')}
        </Button>
      </div>
    </Section>
  )
}

export function MySealsView() {
  const { t } = useTranslation('seals')
  const query = useQuery(mySealsQuery)
  const offer = useQuery(offerQuery).data
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={2} />
  const { seals, proved } = query.data
  return (
    <>
      {!proved && (
        <Notice kind="warn" title={t('unproved')}>
          {t('unprovedHint')}
        </Notice>
      )}
      {seals.length === 0 ? (
        <Empty title={t('noSeals')}>{t('noSealsHint')}</Empty>
      ) : (
        <ul className="seal-list">
          {seals.map((seal) => (
            <SealCard key={seal.id} seal={seal} />
          ))}
        </ul>
      )}
      {proved && offer && <MakeSeal offered={offer.kinds} />}
    </>
  )
}
