/** What does not count of this order and why; an appeal of its person is decided here by a supervisor who did not exclude it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Radios, TextArea } from '../../ui/inputs.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, RefusedNotice } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import { decideExclusion, type ExclusionView, exclusionsOfQuery, type OrderView } from '../appeal/asks.ts'

function DecideDialog({ one, onClose }: { readonly one: ExclusionView; readonly onClose: () => void }) {
  const { t } = useTranslation('appeal-order')
  const { t: app } = useTranslation()
  const client = useQueryClient()
  const [lift, setLift] = useState('')
  const [opinion, setOpinion] = useState('')
  const [asked, setAsked] = useState(false)
  const [key] = useState(newKey)
  const send = useMutation({
    mutationFn: () =>
      decideExclusion(one.id, { lift: lift === 'yes', opinion: opinion.trim() }, { idempotencyKey: key }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appeals'] })
      onClose()
    },
  })
  const press = () => {
    setAsked(true)
    if (lift && opinion.trim()) send.mutate()
  }
  return (
    <Dialog
      open
      title={t('exclude.decide')}
      onClose={onClose}
      foot={
        <>
          <Button look="second" onClick={onClose}>
            {app('cancel')}
          </Button>
          <Button waiting={send.isPending} onClick={press}>
            {t('exclude.sendDecision')}
          </Button>
        </>
      }
    >
      <p className="order-text">
        <Said text={one.appealReason} />
      </p>
      <Radios
        label={t('exclude.lift')}
        value={lift}
        onChange={setLift}
        error={asked && !lift ? t('exclude.choose') : undefined}
        options={[
          { value: 'yes', label: t('exclude.yes'), hint: t('exclude.yesMeans') },
          { value: 'no', label: t('exclude.no'), hint: t('exclude.noMeans') },
        ]}
      />
      <TextArea
        label={t('exclude.opinion')}
        hint={t('exclude.opinionHint')}
        rows={4}
        maxLength={2000}
        value={opinion}
        onChange={setOpinion}
        error={asked && !opinion.trim() ? t('missing.opinion') : undefined}
      />
      <RefusedNotice fault={send.error} />
    </Dialog>
  )
}

/** One of them, with the words of both sides. */
function Line({ one, onDecide }: { readonly one: ExclusionView; readonly onDecide: () => void }) {
  const { t } = useTranslation('appeal-order')
  const said = useSaid()
  return (
    <li>
      <div className="order-past-head">
        {t(`exclude.what.${one.what}`)} · <DayText day={one.on} />
        <Tag tone={one.state === 'appealed' ? 'warn' : 'plain'}>{t(`exclude.state.${one.state}`)}</Tag>
      </div>
      <p>
        <strong>{said(one.groundTitle)}</strong> <Said text={one.reason} />
      </p>
      {one.appeal && one.appealReason && (
        <p>
          {t('exclude.appealSays')}
          <DayText day={one.appeal.on} short />
          {t('exclude.saysEnd')}
          <Said text={one.appealReason} />
        </p>
      )}
      {one.appeal?.decidedOn && (
        <p>
          {t('exclude.decisionSays')}
          <DayText day={one.appeal.decidedOn} short />
          {t('exclude.saysEnd')}
          <Said text={one.appeal.opinion} />
        </p>
      )}
      {one.may.decide && (
        <div className="no-print">
          <Button small onClick={onDecide}>
            {t('exclude.decide')}
          </Button>
        </div>
      )}
    </li>
  )
}

export function Exclusions({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation('appeal-order')
  const [open, setOpen] = useState<ExclusionView>()
  const query = useQuery({ ...exclusionsOfQuery(view.id), enabled: view.exclusion !== undefined })
  if (!view.exclusion) return null
  return (
    <section className="panel">
      <h2>{t('exclude.panel')}</h2>
      {query.isPending && <RowsSkeleton rows={1} />}
      {query.isError && <ErrorState boxed={false} fault={query.error} onRetry={() => void query.refetch()} />}
      <ul className="order-past">
        {query.data?.map((one) => (
          <Line key={one.id} one={one} onDecide={() => setOpen(one)} />
        ))}
      </ul>
      {open && <DecideDialog one={open} onClose={() => setOpen(undefined)} />}
    </section>
  )
}
