/** What does not count of this order and why; an appeal of its person is decided here by a supervisor who did not exclude it. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import { decideExclusion, type ExclusionView, exclusionsOfQuery, type OrderView } from '../appeal/asks.ts'
import { DecideDialog } from '../appeal/decide-dialog.tsx'

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
      {open && (
        <DecideDialog
          about="appeal"
          words={open.appealReason}
          send={(lift, opinion, options) => decideExclusion(open.id, { lift, opinion }, options)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}
