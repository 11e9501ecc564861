/** What was found for the words typed, with for whom; each line says who decides, how long and how often one must come. */
import './search.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useErrandRegion, useSaid } from '../../app/site.ts'
import { type FoundItem, searchQuery } from '../../asks/catalog.ts'
import { RegionLine } from '../../regions/region-line.tsx'
import { LengthText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { ListLink, PageBody, PageHead } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, Notice } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import { groupByItem } from './group-by-item.ts'
import { guideOf } from './guide-of.ts'
import { ItemSearch } from './item-search.tsx'

function ItemFacts({ item }: { readonly item: FoundItem }) {
  const { t } = useTranslation('search')
  const { region } = useErrandRegion()
  const limit = item.promisedLimit
  const unit = limit.unit === 'hour' ? 'h' : limit.unit
  return (
    <>
      {region !== '' && <span>{item.department.name}</span>}
      <span>{limit.length === 0 ? t('atOnce') : <LengthText count={limit.length} unit={unit} />}</span>
      <span>{item.visits === 0 ? t('noVisit') : t('visits', { count: item.visits })}</span>
      <span>{item.charged ? t('charged') : t('free')}</span>
    </>
  )
}

/** Where no place is chosen yet, the item stands for those of all places; which is meant is asked when it is opened. */
function ItemLink({ item }: { readonly item: FoundItem }) {
  const { t } = useTranslation('search')
  const said = useSaid()
  const { region } = useErrandRegion()
  return (
    <ListLink
      to={region === '' ? guideOf(item.basicCode, item.name.zh) : `/guide/${item.code}`}
      title={
        <>
          {said(item.name)} {item.oneThing && <Tag tone="brand">{t('oneThing')}</Tag>}
        </>
      }
      more={<ItemFacts item={item} />}
    />
  )
}

type Audience = 'person' | 'firm' | undefined

function AudienceFilter({
  value,
  onChange,
}: {
  readonly value: Audience
  readonly onChange: (value: Audience) => void
}) {
  const { t } = useTranslation('search')
  const all: readonly Audience[] = [undefined, 'person', 'firm']
  return (
    <fieldset className="filter">
      <legend className="visually-hidden">{t('forWhom')}</legend>
      {all.map((one) => (
        <label key={one ?? 'all'} className={one === value ? 'chosen' : ''}>
          <input
            type="radio"
            name="audience"
            className="visually-hidden"
            checked={one === value}
            onChange={() => onChange(one)}
          />
          {t(`audience.${one ?? 'all'}`)}
        </label>
      ))}
    </fieldset>
  )
}

function Found({ q, audience, theme }: { readonly q: string; readonly audience: Audience; readonly theme: string }) {
  const { t } = useTranslation('search')
  const { region, known } = useErrandRegion()
  const found = useInfiniteQuery({ ...searchQuery({ q, audience, region, theme }), enabled: known })
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <RowsSkeleton rows={6} />
  const items = found.data.pages.flatMap((page) => page.items)
  const { understood, distant } = found.data.pages[0] ?? {}
  if (items.length === 0) {
    return (
      <Empty title={q ? t('nothing', { q }) : t('nothingHere')}>
        <p>{t('nothingHint')}</p>
      </Empty>
    )
  }
  return (
    <>
      {understood && understood !== q && <Notice>{t('understood', { q, understood })}</Notice>}
      {distant && !understood && <Notice>{t('distant', { q })}</Notice>}
      <ul className="list">
        {groupByItem(items).map(({ nearest, others }) => (
          <li key={nearest.code}>
            <ItemLink item={nearest} />
            {others.length > 0 && (
              <details className="other-levels">
                <summary>{t('otherLevels', { count: others.length })}</summary>
                {others.map((item) => (
                  <ItemLink key={item.code} item={item} />
                ))}
              </details>
            )}
          </li>
        ))}
      </ul>
      <More
        shown={items.length}
        hasMore={found.hasNextPage}
        waiting={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </>
  )
}

export function Page() {
  const { t } = useTranslation('search')
  const [params, setParams] = useSearchParams()
  const q = params.get('q') ?? ''
  const given = params.get('audience')
  const audience = given === 'person' || given === 'firm' ? given : undefined
  const theme = params.get('theme') ?? ''
  const themeName = params.get('themeName') ?? ''
  const [text, setText] = useState(q)
  useEffect(() => setText(q), [q])
  const go = (change: { readonly q?: string; readonly audience?: Audience }) => {
    const next = { q, audience, ...change }
    setParams({
      ...(next.q ? { q: next.q } : theme ? { theme, themeName } : {}),
      ...(next.audience ? { audience: next.audience } : {}),
    })
  }
  return (
    <PageBody>
      <PageHead title={q ? t('titleFor', { q }) : themeName || t('title')} />
      <div className="search-top">
        <ItemSearch text={text} onText={setText} onSearch={(words) => go({ q: words })} />
        <RegionLine />
        <AudienceFilter value={audience} onChange={(value) => go({ audience: value })} />
      </div>
      <Found q={q} audience={audience} theme={q ? '' : theme} />
    </PageBody>
  )
}
