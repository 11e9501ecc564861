/** 剔除 and 考核申诉: an order is left out of the rates, or its department asks for that, with a ground that the public reads. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { useSaid } from '../../app/site.ts'
import { Select, TextArea } from '../../ui/inputs.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import type { OrderView } from '../appeal/asks.ts'
import { useListed } from '../appeal/words.ts'
import { excludeOrder, objectToOrder } from './asks.ts'

export function ExcludeDialog({
  view,
  what = 'exclude',
  onClose,
}: {
  readonly view: Pick<OrderView, 'id'>
  /** `object`: the department asks for it, a supervisor decides. */
  readonly what?: 'exclude' | 'object'
  readonly onClose: () => void
}) {
  const { t } = useTranslation('appeal-order')
  const said = useSaid()
  const { lists } = useListed()
  const client = useQueryClient()
  const [ground, setGround] = useState('')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [key] = useState(newKey)
  const send = useMutation({
    mutationFn: () =>
      (what === 'object' ? objectToOrder : excludeOrder)(view.id, ground, reason.trim(), { idempotencyKey: key }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appeals'] })
      onClose()
    },
  })
  const press = () => {
    setAsked(true)
    if (ground && reason.trim()) send.mutate()
  }
  return (
    <SendDialog title={t(`${what}.title`)} press={t(`${what}.send`)} send={send} onPress={press} onClose={onClose}>
      <p className="quiet">{t(`${what}.means`)}</p>
      <Select
        label={t('field.ground')}
        width="full"
        value={ground}
        onChange={setGround}
        error={asked && !ground ? t('missing.ground') : undefined}
        options={(lists?.exclusionGrounds ?? []).map((one) => ({ value: one.id, label: said(one.title) }))}
      />
      <TextArea
        label={t('field.reason')}
        rows={4}
        maxLength={2000}
        value={reason}
        onChange={setReason}
        error={asked && !reason.trim() ? t('missing.reason') : undefined}
      />
    </SendDialog>
  )
}
