/** An answer in words, for the check before handing in. */
import type { Choice, FormQuestion, PersonField } from '@steppe/contracts/catalog'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { regionQuery } from '../../asks/registry.ts'
import { dayText, moneyText } from '../../ui/day-text.ts'
import { Said } from '../../ui/said.tsx'
import { isAnswered } from './steps-of.ts'

type Asked = FormQuestion | PersonField
type Named = { readonly name?: string }

function RegionName({ code }: { readonly code: string }) {
  const { language } = usePreferences()
  const region = useQuery(regionQuery(code)).data
  const nameOf = (one: { readonly name: string; readonly english?: string }) =>
    (language === 'en' && one.english) || one.name
  const path = region?.path.slice(-2).map(nameOf) ?? []
  return <>{path.length > 0 ? path.join(' ') : region ? nameOf(region.region) : code}</>
}

function choiceLabel(choices: readonly Choice[] | undefined, value: unknown, said: ReturnType<typeof useSaid>): string {
  const found = choices?.find((one) => one.value === value)
  return found ? said(found.label) : String(value)
}

function People({
  question,
  people,
}: {
  readonly question: FormQuestion
  readonly people: readonly Record<string, unknown>[]
}) {
  const said = useSaid()
  return (
    <ol className="people">
      {people.map((person, index) => (
        <li key={index}>
          {(question.fields ?? [])
            .filter((field) => isAnswered(person[field.id]))
            .map((field) => (
              <div key={field.id}>
                <span className="quiet">{said(field.label)} </span>
                <AnswerText question={field} value={person[field.id]} />
              </div>
            ))}
        </li>
      ))}
    </ol>
  )
}

/** `masked` hides the middle of an ID number that the person did not type. */
export function AnswerText({
  question,
  value,
  masked,
}: {
  readonly question: Asked
  readonly value: unknown
  readonly masked?: boolean
}) {
  const { language } = usePreferences()
  const { t } = useTranslation('apply')
  const said = useSaid()
  if (!isAnswered(value)) return <span className="quiet">{t('notAnswered')}</span>
  switch (question.type) {
    case 'id-number':
      return (
        <span className="number">
          {masked ? String(value).replace(/^(.{4}).*(.{4})$/, '$1**********$2') : String(value)}
        </span>
      )
    case 'money':
      return <span className="number">{moneyText(Number(value), language)}</span>
    case 'date':
      return <>{dayText(String(value), language)}</>
    case 'choice':
    case 'industry':
      return <>{choiceLabel(question.choices, value, said)}</>
    case 'multi':
      return (
        <>
          {(value as unknown[])
            .map((one) => choiceLabel(question.choices, one, said))
            .join(language === 'zh' ? '、' : ', ')}
        </>
      )
    case 'region':
      return <RegionName code={String(value)} />
    case 'address': {
      const { region, line } = value as { region?: string; line?: string }
      return (
        <>
          {region && <RegionName code={region} />} <Said text={line} />
        </>
      )
    }
    case 'people-list':
      return 'fields' in question ? <People question={question} people={value as Record<string, unknown>[]} /> : null
    case 'file':
      return <Said text={(value as Named[]).map((file) => file.name).join('、')} />
    case 'declaration':
      return <>{t('declared')}</>
    default:
      return (
        <span className="answer-lines">
          <Said text={String(value)} />
        </span>
      )
  }
}
