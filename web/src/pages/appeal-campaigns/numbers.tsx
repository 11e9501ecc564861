/** The announced numbers come in: two people read them, each for themselves; when both read the same the sample is drawn. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { readNumbers, type Sample } from './asks.ts'

export function Numbers({ sample }: { readonly sample: Sample }) {
  const { t } = useTranslation('appeal-campaigns')
  const client = useQueryClient()
  const { campaign, rule } = sample
  const parts = Array.isArray(rule.parts) ? (rule.parts as readonly number[]) : []
  const [typed, setTyped] = useState<readonly string[]>(() => parts.map(() => ''))
  const [key, setKey] = useState(newKey)
  const numbers = typed.map((text) => text.split(/[\s,，、]+/).filter(Boolean))
  const whole = numbers.every((part, index) => part.length === parts[index])
  const send = useMutation({
    mutationFn: () => readNumbers(campaign.id, numbers, { idempotencyKey: key }),
    onSettled: async () => {
      setKey(newKey())
      await client.invalidateQueries({ queryKey: ['appeals', 'campaigns'] })
    },
  })
  return (
    <Section title={t('numbers.title')}>
      <Card>
        <p>{t('numbers.means')}</p>
        {campaign.readings > 0 && <Notice>{t('numbers.second')}</Notice>}
        {parts.map((count, index) => (
          <TextInput
            key={index}
            label={t('numbers.part', { n: index + 1 })}
            hint={t('numbers.hint', { count })}
            width="medium"
            autoComplete="off"
            value={typed[index] ?? ''}
            onChange={(text) => setTyped(typed.map((each, n) => (n === index ? text : each)))}
          />
        ))}
        <RefusedNotice fault={send.error} />
        <div>
          <Button
            waiting={send.isPending}
            unavailable={whole ? undefined : t('numbers.incomplete')}
            onClick={() => send.mutate()}
          >
            {t('numbers.send')}
          </Button>
        </div>
      </Card>
    </Section>
  )
}
