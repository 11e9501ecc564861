/** The front door: one box to say what one wants, what waits for one, events of life and business, today's figures. */
import './home.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useSaid, useSession } from '../../app/site.ts'
import { eventsQuery, type FoundEvent } from '../../asks/catalog.ts'
import { RegionLine } from '../../regions/region-line.tsx'
import { PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ItemSearch } from '../search/item-search.tsx'
import { PublicPages } from './public-pages.tsx'
import { SaySomething } from './say-something.tsx'
import { Themes } from './themes.tsx'
import { TodayFigures } from './today-figures.tsx'
import { WaitsForYou } from './waits-for-you.tsx'

function EventGrid({ events }: { readonly events: readonly FoundEvent[] }) {
  const said = useSaid()
  const { t } = useTranslation('home')
  return (
    <ul className="event-grid">
      {events.map((event) => (
        <li key={event.id}>
          <Link to={`/event/${event.id}`} className="event-link">
            <span className="event-name">{said(event.title)}</span>
            <span className="event-count">{t('eventItems', { count: event.items.length })}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Events() {
  const { t } = useTranslation('home')
  const events = useQuery(eventsQuery)
  if (events.isError) return <ErrorState fault={events.error} onRetry={() => void events.refetch()} />
  const of = (kind: FoundEvent['kind']) => events.data?.events.filter((event) => event.kind === kind) ?? []
  return (
    <>
      {(['business', 'life'] as const)
        .filter((kind) => (events.isPending ? kind === 'business' : of(kind).length > 0))
        .map((kind) => (
          <Section key={kind} title={t(`events.${kind}`)}>
            {events.isPending ? <Skeleton shapes={['block', 'block']} /> : <EventGrid events={of(kind)} />}
          </Section>
        ))}
    </>
  )
}

export function Page() {
  const { t } = useTranslation('home')
  const session = useSession()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  return (
    <>
      <div className="home-top">
        <div className="home-top-inner">
          <PageHead title={t('title')} />
          <ItemSearch
            text={text}
            onText={setText}
            onSearch={(q) => void navigate(`/search?q=${encodeURIComponent(q)}`)}
          />
          <RegionLine />
        </div>
      </div>
      <PageBody>
        {session && session.kind !== 'anyone' && <WaitsForYou />}
        <SaySomething />
        <Events />
        <Themes />
        <TodayFigures />
        <PublicPages />
      </PageBody>
    </>
  )
}
