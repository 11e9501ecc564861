/** The facts that would decide, asked one below the other; what the firm says counts for policies too. */
import type { FactView } from '@steppe/contracts/policies'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { sayFacts } from '../../asks/finance.ts'
import { Button } from '../../ui/button.tsx'
import { DateInput, Radios, Select, TextInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { RefusedNotice } from '../../ui/states.tsx'

type Answers = Readonly<Record<string, string>>

function FactInput({
  fact,
  value,
  onChange,
}: {
  readonly fact: FactView
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { t } = useTranslation('finance')
  const said = useSaid()
  const asked = { label: said(fact.title), hint: t('heldBy', { who: said(fact.source) }), value, onChange }
  switch (fact.type) {
    case 'boolean':
      return (
        <Radios
          {...asked}
          inline
          options={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
        />
      )
    case 'choice':
      return (
        <Select
          {...asked}
          options={(fact.choices ?? []).map((choice) => ({ value: choice.value, label: said(choice.title) }))}
        />
      )
    case 'date':
      return <DateInput {...asked} />
    default:
      return (
        <TextInput
          {...asked}
          width="short"
          inputMode={fact.type === 'number' ? 'decimal' : 'text'}
          {...(fact.unit ? { unit: said(fact.unit) } : {})}
        />
      )
  }
}

/** What was written as a value of the fact's type; undefined while nothing was. */
function writtenAs(fact: FactView, text: string): unknown {
  if (text.trim() === '') return undefined
  if (fact.type === 'boolean') return text === 'true'
  return fact.type === 'number' ? Number(text.replaceAll(/[,，\s]/g, '')) : text
}

export function TellFacts({ firm, facts }: { readonly firm: string; readonly facts: readonly FactView[] }) {
  const { t } = useTranslation('finance')
  const client = useQueryClient()
  const [answers, setAnswers] = useState<Answers>({})
  const values = facts.flatMap((fact) => {
    const value = writtenAs(fact, answers[fact.id] ?? '')
    return value === undefined ? [] : [[fact.id, value] as const]
  })
  const say = useMutation({
    mutationFn: () => sayFacts(firm, Object.fromEntries(values)),
    onSuccess: async () => {
      setAnswers({})
      await Promise.all(['finance', 'policies'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <Section title={t('missing', { count: facts.length })}>
      <form
        className="finance-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (values.length > 0) say.mutate()
        }}
      >
        {facts.map((fact) => (
          <FactInput
            key={fact.id}
            fact={fact}
            value={answers[fact.id] ?? ''}
            onChange={(value) => setAnswers({ ...answers, [fact.id]: value })}
          />
        ))}
        {say.isError && <RefusedNotice fault={say.error} />}
        <div className="button-row">
          <Button type="submit" waiting={say.isPending} unavailable={values.length === 0 ? t('tellFirst') : undefined}>
            {t('tellDone')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
