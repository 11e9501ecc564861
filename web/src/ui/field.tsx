/** A question with its label, hint, error and where its answer came from, tied together for those who listen. */
import './field.css'
import type { ReactNode } from 'react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

export type Asked = {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** Names the field and the mend. */
  readonly error?: string | undefined
  readonly optional?: boolean
  /** Where a value filled in beforehand came from, `营业执照`. */
  readonly source?: string | undefined
}

export type Tied = { readonly id: string; readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: true }

function useTied({ hint, error, source }: Asked): { readonly base: string; readonly tied: Tied } {
  const base = useId()
  const described = [hint && `${base}-hint`, error && `${base}-error`, source && `${base}-source`]
    .filter(Boolean)
    .join(' ')
  return {
    base,
    tied: {
      id: base,
      ...(described ? { 'aria-describedby': described } : {}),
      ...(error ? { 'aria-invalid': true as const } : {}),
    },
  }
}

function Said({ base, hint, error }: { readonly base: string } & Pick<Asked, 'hint' | 'error'>) {
  return (
    <>
      {hint && (
        <div id={`${base}-hint`} className="field-hint">
          {hint}
        </div>
      )}
      {error && (
        <div id={`${base}-error`} className="field-error" role="alert">
          <span>{error}</span>
        </div>
      )}
    </>
  )
}

function Source({ base, source }: { readonly base: string; readonly source: string | undefined }) {
  const { t } = useTranslation()
  if (!source) return null
  return (
    <div id={`${base}-source`} className="field-source">
      <span aria-hidden="true">✓</span>
      {t('field.source', { source })}
    </div>
  )
}

function Optional({ show }: { readonly show: boolean | undefined }) {
  const { t } = useTranslation()
  return show ? <span className="field-optional">{t('field.optional')}</span> : null
}

/** One control under one label; `children` gets what ties it. */
export function Field({ children, ...asked }: Asked & { readonly children: (tied: Tied) => ReactNode }) {
  const { base, tied } = useTied(asked)
  return (
    <div className={asked.error ? 'field wrong' : 'field'}>
      <label className="field-label" htmlFor={base}>
        {asked.label}
        <Optional show={asked.optional} />
      </label>
      <Said base={base} hint={asked.hint} error={asked.error} />
      {children(tied)}
      <Source base={base} source={asked.source} />
    </div>
  )
}

/** Several controls under one question. */
export function FieldGroup({ children, ...asked }: Asked & { readonly children: (tied: Tied) => ReactNode }) {
  const { base, tied } = useTied(asked)
  return (
    <fieldset
      className={asked.error ? 'field wrong' : 'field'}
      aria-describedby={tied['aria-describedby']}
      aria-invalid={tied['aria-invalid']}
    >
      <legend className="field-label">
        {asked.label}
        <Optional show={asked.optional} />
      </legend>
      <Said base={base} hint={asked.hint} error={asked.error} />
      {children(tied)}
      <Source base={base} source={asked.source} />
    </fieldset>
  )
}
