/** The form as it was filled in. */
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../../app/preferences.ts'
import { Said } from '../../../ui/said.tsx'
import { RowsSkeleton } from '../../../ui/skeleton.tsx'
import { type CaseView, formOfItemQuery, regionQuery } from '../asks.ts'
import { type AnswerLine, type RegionName, sectionsOf } from './answer-text.ts'

function Value({ line }: { readonly line: AnswerLine }) {
  if (!line.entries) return <Said text={line.text} />
  return (
    <ol className="people">
      {line.entries.map((entry, index) => (
        <li key={index}>
          {entry.map((field, at) => (
            <span key={field.label}>
              {at > 0 && ' · '}
              {field.label} <Said text={field.text} />
            </span>
          ))}
        </li>
      ))}
    </ol>
  )
}

/** Names of the regions that the answers mention besides the case's own. */
function useRegionNames(view: CaseView): RegionName {
  const codes = Object.values(view.answers).filter(
    (value): value is string =>
      typeof value === 'string' && /^[1-9]\d{5}(\d{3})?$/.test(value) && value !== view.region,
  )
  const found = useQueries({ queries: [...new Set(codes)].map(regionQuery) })
  const names = new Map(found.flatMap(({ data }) => (data ? [[data.code, data.name] as const] : [])))
  names.set(view.region, view.regionName)
  return (code) => names.get(code) ?? code
}

export function Answers({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench-case')
  const { language } = usePreferences()
  const regionName = useRegionNames(view)
  const form = useQuery(formOfItemQuery(view.item.code))
  if (form.isPending) return <RowsSkeleton rows={6} />
  const sections = sectionsOf(form.data, view.answers, language, regionName)
  if (sections.length === 0) return <p className="quiet">{t('noAnswers')}</p>
  return (
    <div className="answers">
      {sections.map((section) => (
        <section key={section.key}>
          <h3>{section.title || t('otherAnswers')}</h3>
          <dl className="pairs">
            {section.lines.map((line) => (
              <div key={line.key}>
                <dt>
                  <Said text={line.label} />
                </dt>
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
