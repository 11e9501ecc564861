/** Joins the order with another about the same matter, or lets it go on by itself again. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { DayText } from '../../ui/day.tsx'
import { Radios, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Said } from '../../ui/said.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { type OrderView, type Suggestions, undoMerge } from '../appeal/asks.ts'
import { useStageName } from '../appeal/words.ts'
import { mergeOrder, orderSuggestionsQuery } from './asks.ts'

function useMerge(view: OrderView, onDone: () => void) {
  const client = useQueryClient()
  const [key] = useState(newKey)
  return useMutation({
    mutationFn: ({ into, reason }: { readonly into: string; readonly reason: string }) =>
      into
        ? mergeOrder(view.id, { after: view.seq, into, reason }, { idempotencyKey: key })
        : undoMerge(view.id, view.seq, reason, { idempotencyKey: key }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appeals'] })
      onDone()
    },
  })
}

/** Running orders that say nearly the same, or another by its number. */
function NearOrders({
  near,
  picked,
  onPick,
  missing,
}: {
  readonly near: Suggestions['nearDuplicates']
  readonly picked: string
  readonly onPick: (id: string) => void
  /** Sent without a choice. */
  readonly missing: boolean
}) {
  const { t } = useTranslation('appeal-order')
  const stageName = useStageName('office')
  return (
    <Radios
      label={t('merge.near')}
      value={picked}
      onChange={onPick}
      error={missing ? t('merge.numberMissing') : undefined}
      options={[
        ...near.map((one) => ({
          value: one.id,
          label: <Said text={one.title} />,
          hint: (
            <>
              {one.id} · {t('merge.alike', { percent: Math.round(one.resemblance * 100) })} ·{' '}
              <DayText day={one.openedOn} short /> · {stageName(one.stage)}
            </>
          ),
        })),
        { value: 'other', label: t('merge.other') },
      ]}
    />
  )
}

export function MergeDialog({ view, onClose }: { readonly view: OrderView; readonly onClose: () => void }) {
  const { t } = useTranslation('appeal-order')
  const undoes = view.mergedInto !== undefined
  const found = useQuery({ ...orderSuggestionsQuery(view.id), enabled: !undoes })
  const near = found.data?.nearDuplicates ?? []
  const waits = !undoes && found.isPending
  const body = useRef<HTMLDivElement>(null)
  // What is asked depends on what was found: the first field is led to when it stands.
  useEffect(() => {
    if (!waits) body.current?.querySelector<HTMLElement>('input, textarea')?.focus()
  }, [waits])
  const [picked, setPicked] = useState('')
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const send = useMerge(view, onClose)
  const into = picked && picked !== 'other' ? picked : number.trim()
  const press = () => {
    setAsked(true)
    if (reason.trim() && (undoes || into)) send.mutate({ into: undoes ? '' : into, reason: reason.trim() })
  }
  return (
    <SendDialog
      title={t(undoes ? 'merge.undo' : 'merge.title')}
      press={t(undoes ? 'merge.undo' : 'merge.send')}
      send={send}
      onPress={press}
      onClose={onClose}
    >
      <p className="quiet">{t(undoes ? 'merge.undoMeans' : 'merge.means')}</p>
      {waits ? (
        <RowsSkeleton rows={3} />
      ) : (
        <div ref={body} className="merge-fields">
          {near.length > 0 && (
            <NearOrders near={near} picked={picked} onPick={setPicked} missing={asked && picked === ''} />
          )}
          {!undoes && (near.length === 0 || picked === 'other') && (
            <TextInput
              label={t('merge.number')}
              width="code"
              value={number}
              onChange={setNumber}
              error={asked && !into ? t('merge.numberMissing') : undefined}
            />
          )}
          <TextArea
            label={t('field.reason')}
            rows={3}
            maxLength={500}
            value={reason}
            onChange={setReason}
            error={asked && !reason.trim() ? t('missing.reason') : undefined}
          />
        </div>
      )}
    </SendDialog>
  )
}
