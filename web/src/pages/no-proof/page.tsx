/** 无证明清单: how many certificates nobody needs to fetch any more, and what stands for each. */
import '../search/search.css'
import './no-proof.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrandRegion, useSession, useSite } from '../../app/site.ts'
import { type ProofSearch, proofCountsQuery, proofMattersQuery } from '../../asks/proof-matters.ts'
import { RegionLine } from '../../regions/region-line.tsx'
import { countText } from '../../ui/day-text.ts'
import { TextInput } from '../../ui/inputs.tsx'
import { More } from '../../ui/more.tsx'
import { PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton, Skeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import { TakeIn } from './take-in.tsx'

const ways = ['cancelled', 'promise', 'department_check'] as const

/** Lists are kept by cities: the one of the reader's region, else of all. */
function useListRegion(): string {
  const { region } = useErrandRegion()
  const site = useSite()?.region ?? ''
  return region ? `${region.slice(0, 4)}00` : site
}

function Counts({ region }: { readonly region: string }) {
  const { t } = useTranslation('no-proof')
  const counts = useQuery({ ...proofCountsQuery(region), enabled: region !== '' })
  if (counts.isError) return <ErrorState fault={counts.error} onRetry={() => void counts.refetch()} />
  if (!counts.data) return <Skeleton shapes={['block']} />
  const { total, routes } = counts.data
  return (
    <Section title={t('finding', { total: countText(total) })}>
      <dl className="ways">
        {routes.map(({ route, matters }) => (
          <div key={route} className="way">
            <dt>{t(`way.${route}`)}</dt>
            <dd className="number">{countText(matters)}</dd>
            <dd className="way-bar" aria-hidden="true">
              <span style={{ inlineSize: `${total === 0 ? 0 : (matters / total) * 100}%` }} />
            </dd>
            <dd className="way-meaning">{t(`meaning.${route}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">
        {t('counted')} <a href={`/api/catalog/proof-matters/file?region=${region}`}>{t('download')}</a>
      </p>
    </Section>
  )
}

function WayFilter({
  value,
  onChange,
}: {
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}) {
  const { t } = useTranslation('no-proof')
  return (
    <fieldset className="filter">
      <legend className="visually-hidden">{t('filter')}</legend>
      {[undefined, ...ways].map((one) => (
        <label key={one ?? 'all'} className={one === value ? 'chosen' : ''}>
          <input
            type="radio"
            name="way"
            className="visually-hidden"
            checked={one === value}
            onChange={() => onChange(one)}
          />
          {t(one ? `way.${one}` : 'all')}
        </label>
      ))}
    </fieldset>
  )
}

/** What a list says of a matter, with the word before it; nothing where it says nothing. */
function Part({ label, text }: { readonly label?: string; readonly text: string | undefined }) {
  if (!text) return null
  return (
    <span>
      {label} <Said text={text} />
    </span>
  )
}

function Matters(search: ProofSearch) {
  const { t } = useTranslation('no-proof')
  const found = useInfiniteQuery({ ...proofMattersQuery(search), enabled: search.region !== '' })
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <RowsSkeleton rows={6} />
  const matters = found.data.pages.flatMap((page) => page.matters)
  if (matters.length === 0)
    return <Empty title={t(search.q ? 'nothing' : 'noList')}>{t(search.q ? 'nothingHint' : 'noListHint')}</Empty>
  return (
    <>
      <ul className="list">
        {matters.map((matter) => (
          <li key={`${matter.region}-${matter.id}`} className="matter">
            <span className="list-title-plain">
              <Said text={matter.name} />{' '}
              <Tag tone={matter.route === 'promise' ? 'plain' : 'good'}>{t(`way.${matter.route}`)}</Tag>
            </span>
            <span className="list-more">
              <Part label={t('demandedBy')} text={matter.demandedBy} />
              <Part label={t('issuedBy')} text={matter.issuedBy} />
              <Part text={matter.basis} />
              <Part text={matter.guide} />
            </span>
          </li>
        ))}
      </ul>
      <More
        shown={matters.length}
        hasMore={found.hasNextPage}
        waiting={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </>
  )
}

export function Page() {
  const { t } = useTranslation('no-proof')
  const region = useListRegion()
  const session = useSession()
  const [way, setWay] = useState<string | undefined>()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const keeps = session?.grants.some((grant) => ['editor', 'administrator'].includes(grant.role)) ?? false
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} />
      <RegionLine />
      <Counts region={region} />
      <Section title={t('list')}>
        <div className="search-top">
          <TextInput
            label={t('look')}
            hint={t('lookHint')}
            value={text}
            onChange={setText}
            type="search"
            width="medium"
          />
          <WayFilter value={way} onChange={setWay} />
        </div>
        <Matters region={region} route={way} q={q || undefined} />
      </Section>
      {keeps && <TakeIn region={region} />}
    </PageBody>
  )
}
