/** The controls a question can have: text, number, choice, day. Native elements, so that phones show their own keyboards and pickers. */
import type { InputHTMLAttributes, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Asked, Field, FieldGroup } from './field.tsx'
import { useLangOf } from './said.tsx'

type Width = 'full' | 'medium' | 'short' | 'code'
type Native = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'name'
  | 'type'
  | 'inputMode'
  | 'autoComplete'
  | 'maxLength'
  | 'placeholder'
  | 'readOnly'
  | 'spellCheck'
  | 'onBlur'
  | 'autoFocus'
>
type Texted = { readonly value: string; readonly onChange: (value: string) => void }

const asked = ({ label, hint, error, optional, source }: Asked): Asked => ({
  label,
  ...(hint ? { hint } : {}),
  ...(error ? { error } : {}),
  ...(optional ? { optional } : {}),
  ...(source ? { source } : {}),
})

type TextInputProps = Asked & Texted & Native & { readonly width?: Width; readonly unit?: ReactNode }

export function TextInput({
  label,
  hint,
  error,
  optional,
  source,
  value,
  onChange,
  width = 'full',
  unit,
  ...native
}: TextInputProps) {
  return (
    <Field {...asked({ label, hint, error, ...(optional ? { optional } : {}), source })}>
      {(tied) => {
        const input = (
          <input
            {...native}
            {...tied}
            className={width === 'full' ? 'input' : `input ${width}`}
            value={value}
            aria-required={optional ? undefined : true}
            onChange={(event) => onChange(event.target.value)}
          />
        )
        return unit ? (
          <div className="with-unit">
            {input}
            <span>{unit}</span>
          </div>
        ) : (
          input
        )
      }}
    </Field>
  )
}

type TextAreaProps = Asked &
  Texted & { readonly rows?: number; readonly maxLength?: number; readonly name?: string; readonly onBlur?: () => void }

export function TextArea({ value, onChange, rows = 5, maxLength, name, onBlur, ...rest }: TextAreaProps) {
  const { t } = useTranslation()
  return (
    <Field {...asked(rest)}>
      {(tied) => (
        <>
          <textarea
            {...tied}
            className="input"
            rows={rows}
            name={name}
            maxLength={maxLength}
            value={value}
            onBlur={onBlur}
            onChange={(event) => onChange(event.target.value)}
          />
          {maxLength !== undefined && value.length > maxLength * 0.8 && (
            <div className="field-count" aria-live="polite">
              {t('field.left', { count: maxLength - value.length })}
            </div>
          )}
        </>
      )}
    </Field>
  )
}

export type Option = {
  readonly value: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly disabled?: boolean
}
type SelectOption = { readonly value: string; readonly label: string; readonly disabled?: boolean }

type SelectProps = Asked &
  Texted & {
    readonly options: readonly SelectOption[]
    readonly width?: Width
    /** Words of the option that chooses nothing, to which one may come back: “all”, “none agreed”. */
    readonly empty?: string
    readonly name?: string
  }

export function Select({ value, onChange, options, width = 'medium', empty, name, ...rest }: SelectProps) {
  const { t } = useTranslation()
  const langOf = useLangOf()
  return (
    <Field {...asked(rest)}>
      {(tied) => (
        <select
          {...tied}
          name={name}
          className={width === 'full' ? 'input' : `input ${width}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {(value === '' || rest.optional || empty) && <option value="">{empty ?? t('field.choose')}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled} lang={langOf(option.label)}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function Choice({
  kind,
  name,
  option,
  chosen,
  onPick,
}: {
  readonly kind: 'radio' | 'checkbox'
  readonly name: string
  readonly option: Option
  readonly chosen: boolean
  readonly onPick: (on: boolean) => void
}) {
  return (
    <label className={chosen ? 'choice chosen' : 'choice'}>
      <input
        type={kind}
        name={name}
        value={option.value}
        checked={chosen}
        disabled={option.disabled}
        onChange={(event) => onPick(event.target.checked)}
      />
      <span>
        {option.label}
        {option.hint && <span className="choice-hint">{option.hint}</span>}
      </span>
    </label>
  )
}

type RadiosProps = Asked & Texted & { readonly options: readonly Option[]; readonly inline?: boolean }

export function Radios({ value, onChange, options, inline, ...rest }: RadiosProps) {
  return (
    <FieldGroup {...asked(rest)}>
      {({ id }) => (
        <div className={inline ? 'choices inline' : 'choices'}>
          {options.map((option) => (
            <Choice
              key={option.value}
              kind="radio"
              name={id}
              option={option}
              chosen={value === option.value}
              onPick={() => onChange(option.value)}
            />
          ))}
        </div>
      )}
    </FieldGroup>
  )
}

type CheckboxesProps = Asked & {
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  readonly options: readonly Option[]
  readonly inline?: boolean
}

export function Checkboxes({ value, onChange, options, inline, ...rest }: CheckboxesProps) {
  const pick = (option: string, on: boolean) =>
    onChange(options.map((o) => o.value).filter((o) => (o === option ? on : value.includes(o))))
  return (
    <FieldGroup {...asked(rest)}>
      {({ id }) => (
        <div className={inline ? 'choices inline' : 'choices'}>
          {options.map((option) => (
            <Choice
              key={option.value}
              kind="checkbox"
              name={id}
              option={option}
              chosen={value.includes(option.value)}
              onPick={(on) => pick(option.value, on)}
            />
          ))}
        </div>
      )}
    </FieldGroup>
  )
}

/** One box to tick: a promise, a consent. */
export function Checkbox({
  label,
  checked,
  onChange,
  error,
}: {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (on: boolean) => void
  readonly error?: string | undefined
}) {
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <Choice kind="checkbox" name="confirm" option={{ value: 'yes', label }} chosen={checked} onPick={onChange} />
      {error && (
        <div className="field-error" role="alert">
          <span>{error}</span>
        </div>
      )}
    </div>
  )
}

export { DateInput } from './date-input.tsx'
