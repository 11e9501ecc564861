/** One event of life or business (一件事): the joint application first, then the single items. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { eventsQuery, type FoundEvent } from '../../asks/catalog.ts'
import { BackLink, LinkList, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { guideOf } from '../search/guide-of.ts'

function Items({ title, items }: { readonly title: string; readonly items: FoundEvent['items'] }) {
  const said = useSaid()
  if (items.length === 0) return null
  return (
    <Section title={title}>
      <LinkList
        entries={items.map((item) => ({
          key: item.basicCode,
          to: guideOf(item.basicCode, item.name.zh),
          title: said(item.name),
        }))}
      />
    </Section>
  )
}

export function Page() {
  const { event: id } = useParams()
  const { t } = useTranslation('event')
  const said = useSaid()
  const events = useQuery(eventsQuery)
  const event = events.data?.events.find((one) => one.id === id)
  const title = event ? said(event.title) : ''
  return (
    <PageBody narrow>
      <BackLink to="/">{t('home')}</BackLink>
      {events.isPending && <PageSkeleton />}
      {events.isError && <ErrorState fault={events.error} onRetry={() => void events.refetch()} />}
      {events.data && !event && <Empty title={t('missing')} />}
      {event && (
        <>
          <PageHead title={title} lead={said(event.about)} />
          <Items title={t('joint')} items={event.items.filter((item) => item.oneThing)} />
          <Items title={t('single')} items={event.items.filter((item) => !item.oneThing)} />
        </>
      )}
    </PageBody>
  )
}
