/** A decision between two sides, with an opinion that everybody can read: an appeal against an exclusion, an objection of a department. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, type SendOptions } from '../../app/api.ts'
import { Radios, TextArea } from '../../ui/inputs.tsx'
import { Said } from '../../ui/said.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'

export function DecideDialog({
  about,
  words,
  send,
  onClose,
}: {
  /** `appeal`: of the person; `objection`: of the department. */
  readonly about: 'appeal' | 'objection'
  /** What the other side wrote. */
  readonly words: string | undefined
  readonly send: (yes: boolean, opinion: string, options: SendOptions) => Promise<unknown>
  readonly onClose: () => void
}) {
  const { t } = useTranslation('appeal')
  const client = useQueryClient()
  const [chosen, setChosen] = useState('')
  const [opinion, setOpinion] = useState('')
  const [asked, setAsked] = useState(false)
  const [key] = useState(newKey)
  const deciding = useMutation({
    mutationFn: () => send(chosen === 'yes', opinion.trim(), { idempotencyKey: key }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appeals'] })
      onClose()
    },
  })
  const press = () => {
    setAsked(true)
    if (chosen && opinion.trim()) deciding.mutate()
  }
  return (
    <SendDialog
      title={t(`decide.${about}.title`)}
      press={t('decide.send')}
      send={deciding}
      onPress={press}
      onClose={onClose}
    >
      <p className="decide-words">
        <Said text={words} />
      </p>
      <Radios
        label={t('decide.result')}
        value={chosen}
        onChange={setChosen}
        error={asked && !chosen ? t('decide.choose') : undefined}
        options={(['yes', 'no'] as const).map((one) => ({
          value: one,
          label: t(`decide.${about}.${one}`),
          hint: t(`decide.${about}.${one}Means`),
        }))}
      />
      <TextArea
        label={t('decide.opinion')}
        hint={t('decide.opinionHint')}
        rows={4}
        maxLength={2000}
        value={opinion}
        onChange={setOpinion}
        error={asked && !opinion.trim() ? t('decide.opinionMissing') : undefined}
      />
    </SendDialog>
  )
}
