/** An order that goes on with another of the same matter: how that one stands, and the way to go on alone. */
import type { OrderView } from '@steppe/contracts/appeals'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { useSite } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { Notice } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { undoMerge } from '../appeal/asks.ts'
import { stageKind, useStageWords } from '../appeal/words.ts'

type OnView = { readonly view: OrderView }

function PartDialog({ view, onClose }: OnView & { readonly onClose: () => void }) {
  const { t } = useTranslation('appeal-track')
  const client = useQueryClient()
  const [key] = useState(newKey)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const send = useMutation({
    mutationFn: () => undoMerge(view.id, view.seq, reason.trim(), { idempotencyKey: key }),
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
    <SendDialog title={t('part.title')} press={t('part.send')} send={send} onPress={press} onClose={onClose}>
      <p>{t('part.means')}</p>
      <TextArea
        label={t('part.label')}
        rows={3}
        maxLength={500}
        value={reason}
        onChange={setReason}
        error={asked && !reason.trim() ? t('sayMissing') : undefined}
      />
    </SendDialog>
  )
}

export function Together({ view }: OnView) {
  const { t } = useTranslation('appeal-track')
  const stageWords = useStageWords()
  const today = useSite()?.today
  const [open, setOpen] = useState(false)
  const { together } = view
  if (!together) return null
  const { dueOn, closedOn, partUntil } = together
  const may = !partUntil || (today !== undefined && today <= partUntil)
  return (
    <Notice title={t(together.byPlatform ? 'mergedByPlatform' : 'merged')}>
      <div className="follow-together">
        <p>{t('mergedGo', { id: view.mergedInto, count: together.reporters })}</p>
        <p>
          <Status kind={stageKind(together)}>
            {together.stage === 'calling_back' ? t('togetherAnswered') : stageWords(together)}
          </Status>{' '}
          {together.departmentName}
          {closedOn && (
            <>
              {' '}
              · {t('closed')} <DayText day={closedOn} short />
            </>
          )}
          {dueOn && together.replies.length === 0 && (
            <>
              {' '}
              · {t('togetherBy')} <DayText day={dueOn} short />
            </>
          )}
        </p>
        {may && (
          <div className="button-row no-print">
            <Button small look="second" onClick={() => setOpen(true)}>
              {t('part.button')}
            </Button>
            {partUntil && (
              <span className="quiet">
                {t('part.until')} <DayText day={partUntil} short />
              </span>
            )}
          </div>
        )}
      </div>
      {open && <PartDialog view={view} onClose={() => setOpen(false)} />}
    </Notice>
  )
}
