/** Asks one fact in the way its type wants. The value is undefined until something fitting was given. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { DateInput } from '../../ui/date-input.tsx'
import { Radios, Select, TextInput } from '../../ui/inputs.tsx'
import type { Described } from './fact-words.ts'

export type Given = number | boolean | string | undefined

export function FactInput({ fact, onChange }: { readonly fact: Described; readonly onChange: (value: Given) => void }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const [text, setText] = useState('')
  const label = said(fact.title)
  const hint = fact.purpose ? t('factHint', { purpose: said(fact.purpose) }) : undefined
  const set = (next: string, value: Given) => {
    setText(next)
    onChange(value)
  }
  const asked = { label, ...(hint ? { hint } : {}) }
  switch (fact.type) {
    case 'number':
      return (
        <TextInput
          {...asked}
          value={text}
          inputMode="decimal"
          width="short"
          {...(fact.unit ? { unit: said(fact.unit) } : {})}
          onChange={(next) => set(next, numberOf(next))}
          error={text !== '' && numberOf(text) === undefined ? t('notNumber') : undefined}
        />
      )
    case 'boolean':
      return (
        <Radios
          {...asked}
          inline
          value={text}
          options={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
          onChange={(next) => set(next, next === 'yes')}
        />
      )
    case 'choice':
      return (
        <Select
          {...asked}
          value={text}
          options={(fact.choices ?? []).map(({ value, title }) => ({ value, label: said(title) }))}
          onChange={(next) => set(next, next || undefined)}
        />
      )
    case 'date':
      return <DateInput {...asked} value={text} onChange={(next) => set(next, next || undefined)} />
    case 'text':
      return <TextInput {...asked} value={text} onChange={(next) => set(next, next.trim() || undefined)} />
  }
}

function numberOf(text: string): number | undefined {
  const plain = text.replace(/[,，\s]/g, '')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}
