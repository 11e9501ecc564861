/** The control for a question of a form, by the kind of its answer. */
import type { FormQuestion, PersonField } from '@steppe/contracts/catalog'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { handInFile } from '../../asks/applications.ts'
import { AddressInput, RegionInput } from '../../regions/region-input.tsx'
import { FileUpload, type KeptFile } from '../../ui/file-upload.tsx'
import { Checkbox, Checkboxes, DateInput, Radios, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { PeopleInput } from './people-input.tsx'

type Asked = FormQuestion | PersonField
export type QuestionProps = {
  readonly question: Asked
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly error?: string | undefined
  /** Faults of single entries, `2.idNumber` -> sentence. */
  readonly inner?: Readonly<Record<string, string>>
  readonly source?: string | undefined
}

type StoredAnswer = { readonly id: string; readonly name: string; readonly bytes: number; readonly sha256?: string }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Keeps what is typed; the answer is a number, in fen for money, and absent while it is no number. */
function NumberInput({
  question,
  value,
  onChange,
  ...asked
}: QuestionProps & { readonly label: string; readonly hint: string | undefined; readonly optional: boolean }) {
  const { t } = useTranslation('apply')
  const money = question.type === 'money'
  const shown = typeof value === 'number' ? String(money ? value / 100 : value) : ''
  const [typed, setTyped] = useState(shown)
  const type = (next: string) => {
    const plain = next.replace(/[,，\s]/g, '')
    setTyped(next)
    if (plain === '') onChange(null)
    else if (/^-?\d+(\.\d+)?$/.test(plain)) onChange(money ? Math.round(Number(plain) * 100) : Number(plain))
    else onChange(plain)
  }
  return (
    <TextInput
      {...asked}
      value={typed}
      onChange={type}
      inputMode="decimal"
      width="short"
      {...(money ? { unit: t('yuan') } : {})}
      autoComplete="off"
    />
  )
}

function FileAnswer({
  question,
  value,
  onChange,
  ...asked
}: QuestionProps & { readonly label: string; readonly hint: string | undefined; readonly optional: boolean }) {
  const { t } = useTranslation('apply')
  const files = Array.isArray(value) ? (value as StoredAnswer[]) : []
  const kept: KeptFile[] = files.map(({ id, name, bytes }) => ({ id, name, size: bytes }))
  return (
    <FileUpload
      label={asked.label}
      hint={asked.hint ?? t('fileKinds')}
      error={asked.error}
      {...(asked.optional ? { optional: true } : {})}
      {...(question.accept ? { accept: question.accept.join(',') } : {})}
      {...(question.maxBytes ? { maxBytes: question.maxBytes } : {})}
      multiple={(question.maxLength ?? 5) > 1}
      files={kept}
      send={async (file, onProgress, signal) => {
        const stored = await handInFile(file, onProgress, signal)
        onChange([...files, { id: stored.id, name: stored.name, bytes: stored.size, sha256: stored.sha256 }])
      }}
      onRemove={(file) => onChange(files.filter((one) => one.id !== file.id))}
    />
  )
}

function ChoiceAnswer({
  question,
  value,
  onChange,
  asked,
}: {
  readonly question: Asked
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly asked: { label: string; hint?: string; error?: string; optional?: boolean; source?: string }
}) {
  const said = useSaid()
  const choices = question.choices ?? []
  if (choices.length > 8)
    return (
      <Select
        {...asked}
        value={text(value)}
        onChange={onChange}
        options={choices.map((one) => ({ value: one.value, label: said(one.label) }))}
      />
    )
  return (
    <Radios
      {...asked}
      value={text(value)}
      onChange={onChange}
      options={choices.map((one) => ({
        value: one.value,
        label: said(one.label),
        ...(one.hint ? { hint: said(one.hint) } : {}),
      }))}
    />
  )
}

const keyboards: Partial<
  Record<
    Asked['type'],
    {
      readonly inputMode?: 'numeric' | 'tel' | 'text'
      readonly width: 'code' | 'medium' | 'full'
      readonly autoComplete?: string
    }
  >
> = {
  'credit-code': { width: 'code', autoComplete: 'off' },
  'id-number': { width: 'code', autoComplete: 'off' },
  phone: { inputMode: 'tel', width: 'medium', autoComplete: 'tel' },
}

/** A promise or declaration: read first, then ticked. */
function DeclarationAnswer({ question, value, onChange, error }: QuestionProps) {
  const { t } = useTranslation('apply')
  const said = useSaid()
  return (
    <div className="declaration">
      <h2 className="declaration-title">{said(question.label)}</h2>
      {question.text && <div className="declaration-text">{said(question.text)}</div>}
      <Checkbox
        label={t('declare')}
        checked={value === true}
        onChange={(on) => onChange(on ? true : null)}
        error={error}
      />
    </div>
  )
}

export function QuestionInput(props: QuestionProps) {
  const { question, value, onChange, error, source, inner } = props
  const said = useSaid()
  const asked = {
    label: said(question.label),
    ...(question.hint ? { hint: said(question.hint) } : {}),
    ...(error ? { error } : {}),
    ...(source ? { source } : {}),
    ...(question.required ? {} : { optional: true }),
  }
  const whole = { ...props, label: asked.label, hint: asked.hint, optional: !question.required }
  switch (question.type) {
    case 'number':
    case 'money':
      return <NumberInput {...whole} />
    case 'date':
      return <DateInput {...asked} value={text(value)} onChange={onChange} />
    case 'choice':
      return <ChoiceAnswer question={question} value={value} onChange={onChange} asked={asked} />
    case 'multi':
      return (
        <Checkboxes
          {...asked}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={onChange}
          options={(question.choices ?? []).map((one) => ({
            value: one.value,
            label: said(one.label),
            ...(one.hint ? { hint: said(one.hint) } : {}),
          }))}
        />
      )
    case 'region':
      return <RegionInput {...asked} value={text(value)} onChange={onChange} />
    case 'address':
      return <AddressInput {...asked} value={value} onChange={onChange} />
    case 'industry':
      if (question.choices?.length)
        return <ChoiceAnswer question={question} value={value} onChange={onChange} asked={asked} />
      return <TextInput {...asked} value={text(value)} onChange={onChange} width="short" autoComplete="off" />
    case 'people-list':
      return (
        <PeopleInput
          ask={QuestionInput}
          question={question as FormQuestion}
          value={value}
          onChange={onChange}
          error={error}
          inner={inner ?? {}}
        />
      )
    case 'file':
      return <FileAnswer {...whole} />
    case 'declaration':
      return <DeclarationAnswer {...props} />
    default: {
      const keyboard = keyboards[question.type]
      if (!keyboard && (question.maxLength ?? 0) > 200)
        return (
          <TextArea
            {...asked}
            value={text(value)}
            onChange={onChange}
            {...(question.maxLength ? { maxLength: question.maxLength } : {})}
          />
        )
      return (
        <TextInput
          {...asked}
          value={text(value)}
          onChange={onChange}
          width={keyboard?.width ?? 'full'}
          {...(keyboard?.inputMode ? { inputMode: keyboard.inputMode } : {})}
          autoComplete={keyboard?.autoComplete ?? 'off'}
          spellCheck={false}
        />
      )
    }
  }
}
