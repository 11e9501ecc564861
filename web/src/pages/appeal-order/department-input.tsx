/** Chooses a department of the place, or of the league or region above it, by typing a few characters of its name. */
import { useQueries } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { Field } from '../../ui/field.tsx'
import { useLangOf } from '../../ui/said.tsx'
import { type Department, departmentsQuery } from './asks.ts'

/** The banner, its league and the region above, the nearest first; nothing before a place is chosen. */
export function placesAbove(region: string): readonly string[] {
  if (region === '') return []
  return [...new Set([region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`])]
}

export function useDepartments(region: string): readonly Department[] {
  const answers = useQueries({ queries: placesAbove(region).map((place) => departmentsQuery(place)) })
  return answers.flatMap((answer) => answer.data?.departments ?? [])
}

export function DepartmentInput({
  label,
  hint,
  error,
  optional,
  adds,
  region,
  value,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly optional?: boolean
  /** What is chosen goes to a list beside the field, which is empty again. */
  readonly adds?: boolean
  readonly region: string
  readonly value: string
  readonly onChange: (code: string) => void
}) {
  const { t } = useTranslation('appeal-order')
  const { language } = usePreferences()
  const langOf = useLangOf()
  const departments = useDepartments(region)
  const list = useId()
  const name = (one: Department) => (language === 'en' ? one.english : one.name)
  const known = departments.find((one) => one.code === value)
  /** What is being typed, until it names one. */
  const [typed, setTyped] = useState<string>()
  /** A few characters that only one has: of the place itself before those above it. */
  const named = (text: string) => {
    const within = departments.filter((one) => text !== '' && name(one).toLowerCase().includes(text.toLowerCase()))
    const nearest = within.filter((one) => one.region === within[0]?.region)
    return departments.find((one) => name(one) === text) ?? (nearest.length === 1 ? nearest[0] : undefined)
  }
  const take = (one: Department) => {
    setTyped(undefined)
    onChange(one.code)
  }
  const settle = () => {
    const found = typed === undefined ? undefined : named(typed.trim())
    if (found) take(found)
    return found
  }
  return (
    <Field label={label} hint={hint ?? t('departmentHint')} error={error} {...(optional ? { optional } : {})}>
      {(tied) => (
        <>
          <input
            {...tied}
            className="input"
            list={list}
            autoComplete="off"
            value={typed ?? (known ? name(known) : value)}
            onChange={({ target }) => {
              const whole = departments.find((one) => name(one) === target.value)
              if (whole) return take(whole)
              setTyped(target.value)
              // At once, so that the form can be sent from here.
              const code = adds ? '' : (named(target.value.trim())?.code ?? '')
              if (code !== value) onChange(code)
            }}
            onBlur={settle}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && settle() && !event.ctrlKey && !event.metaKey) event.preventDefault()
            }}
          />
          <datalist id={list}>
            {departments.map((one) => (
              <option key={one.code} value={name(one)} lang={langOf(name(one))} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
