/** Mends what was filled in: the form's questions with the answers given; only what changes is sent. */
import type { CaseView } from '@steppe/contracts/cases'
import type { Form } from '@steppe/contracts/catalog'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSite } from '../../app/site.ts'
import { formQuery, itemQuery } from '../../asks/catalog.ts'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { QuestionInput } from '../apply/question-input.tsx'
import { type Law, useLaw } from '../apply/use-law.ts'

type Answers = Readonly<Record<string, unknown>>

export type Mended = { readonly answers: Answers; readonly faults: number }

function Questions({
  form,
  law,
  view,
  changed,
  onChange,
}: {
  readonly form: Form
  readonly law: Law
  readonly view: CaseView
  readonly changed: Answers
  readonly onChange: (mended: Mended) => void
}) {
  const { language } = usePreferences()
  const today = useSite()?.today
  const all = { ...view.answers, ...changed }
  const asked = law
    .askedQuestions(form, all)
    .filter((question) => question.type !== 'file' && question.type !== 'declaration')
  const faultsOf = (id: string, answers: Answers) => {
    const question = asked.find((one) => one.id === id)
    return question
      ? law.checkAnswer(question, answers[id] ?? undefined, { stage: 'submit', ...(today ? { today } : {}) })
      : []
  }
  const change = (id: string, value: unknown) => {
    const next = { ...changed, [id]: value }
    const faults = Object.keys(next).flatMap((one) => faultsOf(one, { ...view.answers, ...next })).length
    onChange({ answers: next, faults })
  }
  return (
    <div className="mend">
      {asked.map((question) => (
        <QuestionInput
          key={question.id}
          question={question}
          value={all[question.id]}
          onChange={(value) => change(question.id, value)}
          error={question.id in changed ? faultsOf(question.id, all)[0]?.[language] : undefined}
        />
      ))}
    </div>
  )
}

export function MendAnswers({
  view,
  changed,
  onChange,
}: {
  readonly view: CaseView
  readonly changed: Answers
  readonly onChange: (mended: Mended) => void
}) {
  const { t } = useTranslation('track')
  const item = useQuery(itemQuery(view.item.code))
  const form = useQuery({ ...formQuery(item.data?.form ?? ''), enabled: item.data !== undefined })
  const law = useLaw()
  const fault = item.error ?? form.error
  if (fault) return <ErrorState fault={fault} />
  if (!form.data || !law) return <RowsSkeleton />
  return (
    <>
      <p className="quiet">{t('supply.mendHint')}</p>
      <Questions form={form.data} law={law} view={view} changed={changed} onChange={onChange} />
    </>
  )
}
