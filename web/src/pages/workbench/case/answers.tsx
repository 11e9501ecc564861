/** The form as it was filled in. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../../app/preferences.ts'
import { RowsSkeleton } from '../../../ui/skeleton.tsx'
import { type CaseView, formOfItemQuery } from '../asks.ts'
import { type AnswerLine, sectionsOf } from './answer-text.ts'

function Value({ line }: { readonly line: AnswerLine }) {
  if (!line.entries) return <>{line.text}</>
  return (
    <ol className="people">
      {line.entries.map((entry, index) => (
        <li key={index}>{entry.map((field) => `${field.label} ${field.text}`).join(' · ')}</li>
      ))}
    </ol>
  )
}

export function Answers({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench-case')
  const { language } = usePreferences()
  const form = useQuery(formOfItemQuery(view.item.code))
  if (form.isPending) return <RowsSkeleton rows={6} />
  const sections = sectionsOf(form.data, view.answers, language)
  if (sections.length === 0) return <p className="quiet">{t('noAnswers')}</p>
  return (
    <div className="answers">
      {sections.map((section) => (
        <section key={section.key}>
          <h3>{section.title || t('otherAnswers')}</h3>
          <dl className="pairs">
            {section.lines.map((line) => (
              <div key={line.key}>
                <dt>{line.label}</dt>
                <dd>
                  <Value line={line} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
