/** A list of people: each asked the same few things, one added or taken out. */
import type { FormQuestion, PersonField } from '@steppe/contracts/catalog'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { FieldGroup } from '../../ui/field.tsx'

type Person = Readonly<Record<string, unknown>>

/** How one thing is asked: given from above, because a list of people is itself an answer. */
export type Ask = ComponentType<{
  readonly question: PersonField
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly error: string | undefined
}>

export function PeopleInput({
  ask: Question,
  question,
  value,
  onChange,
  error,
  inner,
}: {
  readonly ask: Ask
  readonly question: FormQuestion
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly error: string | undefined
  readonly inner: Readonly<Record<string, string>>
}) {
  const { t } = useTranslation('apply')
  const said = useSaid()
  const people: readonly Person[] = Array.isArray(value) && value.length > 0 ? (value as Person[]) : [{}]
  const change = (at: number, field: string, next: unknown) =>
    onChange(people.map((person, index) => (index === at ? { ...person, [field]: next } : person)))
  return (
    <FieldGroup label={said(question.label)} error={error} {...(question.hint ? { hint: said(question.hint) } : {})}>
      {() => (
        <div className="people-input">
          {people.map((person, at) => (
            <fieldset key={at} className="person">
              <legend>{t('person', { number: at + 1 })}</legend>
              {(question.fields ?? []).map((field) => (
                <Question
                  key={field.id}
                  question={field}
                  value={person[field.id]}
                  onChange={(next) => change(at, field.id, next)}
                  error={inner[`${at + 1}.${field.id}`]}
                />
              ))}
              {people.length > 1 && (
                <div>
                  <Button look="second" small onClick={() => onChange(people.filter((_, index) => index !== at))}>
                    {t('removePerson', { number: at + 1 })}
                  </Button>
                </div>
              )}
            </fieldset>
          ))}
          {people.length < (question.maxLength ?? 50) && (
            <div>
              <Button look="second" onClick={() => onChange([...people, {}])}>
                {t('addPerson')}
              </Button>
            </div>
          )}
        </div>
      )}
    </FieldGroup>
  )
}
