/** Chooses a department of the place, or of the league or region above it, by typing a few characters of its name. */
import { useQueries } from '@tanstack/react-query'
import { useId } from 'react'
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
  region,
  value,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly region: string
  readonly value: string
  readonly onChange: (code: string) => void
}) {
  const { language } = usePreferences()
  const langOf = useLangOf()
  const departments = useDepartments(region)
  const known = departments.some((one) => one.code === value)
  const groups = placesAbove(region).map((place) => departments.filter((one) => one.region === place))
  const name = (one: Department) => (language === 'en' ? one.english : one.name)
  const base = useId()
  return (
    <Field label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {(tied) => (
        <select {...tied} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="" aria-label="–">
            –
          </option>
          {!known && value && <option value={value}>{value}</option>}
          {groups
            .filter((group) => group.length > 0)
            .map((group) => (
              <optgroup key={`${base} ${group[0]?.region}`} label={group[0]?.regionName ?? ''}>
                {group.map((one) => (
                  <option key={one.code} value={one.code} lang={langOf(name(one))}>
                    {name(one)}
                  </option>
                ))}
              </optgroup>
            ))}
        </select>
      )}
    </Field>
  )
}
