/** The newest of each figure, by what it counts. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { DayText } from '../../ui/day.tsx'
import { LinkList, PageHead, Section } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { figuresQuery } from './ask-figures.ts'
import { monthText, valueText } from './value-text.ts'

export function FigureList() {
  const { t } = useTranslation('figures')
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Lines />
    </>
  )
}

function Lines() {
  const { t } = useTranslation('figures')
  const said = useSaid()
  const { language } = usePreferences()
  const query = useQuery(figuresQuery)
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton />
  const groups = Map.groupBy(query.data.figures, ({ definition }) => definition.of)
  return [...groups].map(([of, figures]) => (
    <Section key={of} title={t(`of.${of}`)}>
      <LinkList
        entries={figures.map(({ definition, day, value }) => ({
          key: definition.id,
          to: `/figures/${definition.id}`,
          title: said(definition.name),
          more: !day ? t('notYet') : definition.every === 'month' ? monthText(day, language) : <DayText day={day} />,
          ...(value ? { end: <strong className="number">{valueText(definition, value, t)}</strong> } : {}),
        }))}
      />
    </Section>
  ))
}
