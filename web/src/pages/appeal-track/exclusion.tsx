/** An order or a call-back of mine that does not count: why, and the appeal against it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { Said } from '../../ui/said.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { Notice } from '../../ui/states.tsx'
import { appealExclusion, type ExclusionView, exclusionsOfQuery } from '../appeal/asks.ts'

function AppealDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('appeal-track')
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [key] = useState(newKey)
  const send = useMutation({
    mutationFn: () => appealExclusion(id, reason.trim(), { idempotencyKey: key }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appeals'] })
      onClose()
    },
  })
  const press = () => {
    setAsked(true)
    if (reason.trim()) send.mutate()
  }
  return (
    <SendDialog title={t('exclusion.appeal')} press={t('exclusion.send')} send={send} onPress={press} onClose={onClose}>
      <TextArea
        label={t('exclusion.why')}
        hint={t('exclusion.whyHint')}
        rows={4}
        maxLength={2000}
        value={reason}
        onChange={setReason}
        error={asked && !reason.trim() ? t('sayMissing') : undefined}
      />
    </SendDialog>
  )
}

/** All of this order: an order can be left out and a call-back of it too. */
export function ExclusionNotices({ order }: { readonly order: string }) {
  const { data } = useQuery(exclusionsOfQuery(order))
  return data?.map((one) => <ExclusionNotice key={one.id} one={one} />)
}

function ExclusionNotice({ one }: { readonly one: ExclusionView }) {
  const { t } = useTranslation('appeal-track')
  const said = useSaid()
  const [open, setOpen] = useState(false)
  return (
    <Notice kind="warn" title={t(`exclusion.what.${one.what}`)}>
      <p>
        {said(one.groundTitle)} · <Said text={one.reason} />
      </p>
      {one.appealReason && (
        <p>
          {t('exclusion.mine')} <Said text={one.appealReason} />
        </p>
      )}
      {one.appeal?.opinion && (
        <p>
          {t('exclusion.opinion')} <Said text={one.appeal.opinion} />
        </p>
      )}
      {one.may.appeal ? (
        <Button small look="second" onClick={() => setOpen(true)}>
          {t('exclusion.appeal')}
        </Button>
      ) : (
        one.state !== 'stands' && <p>{t(`exclusion.state.${one.state}`)}</p>
      )}
      {open && <AppealDialog id={one.id} onClose={() => setOpen(false)} />}
    </Notice>
  )
}
