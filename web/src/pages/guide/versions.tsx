/** The versions of the item, and what changed between one and the one before, element by element. */
import type { ItemVersion } from '@steppe/contracts/catalog'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useSite } from '../../app/site.ts'
import { itemDiffQuery, itemVersionsQuery } from '../../asks/catalog.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'

function Lines({ lines, kind }: { readonly lines: readonly string[]; readonly kind: 'before' | 'after' }) {
  const { t } = useTranslation('guide')
  return (
    <span className={`change-${kind}`}>
      <span className="quiet">{t(`change.${kind}`)}</span>
      {lines.length === 0 && <span>{t('notSaid')}</span>}
      {lines.map((line) => (
        <span key={line}>
          <Said text={line} />
        </span>
      ))}
    </span>
  )
}

function Changes({ item, from, to }: { readonly item: string; readonly from: string; readonly to: string }) {
  const { t } = useTranslation('guide')
  const { language } = usePreferences()
  const query = useQuery(itemDiffQuery(item, from, to))
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={2} />
  if (query.data.changes.length === 0) return <p className="quiet">{t('change.none')}</p>
  return (
    <dl className="elements">
      {query.data.changes.map(({ element, title, before, after }) => (
        <div key={element}>
          <dt>{t(`element.${element}`, { defaultValue: title })}</dt>
          <dd>
            <Lines kind="before" lines={before[language]} />
            <Lines kind="after" lines={after[language]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Version({
  item,
  version,
  before,
}: {
  readonly item: string
  readonly version: ItemVersion
  readonly before: ItemVersion | undefined
}) {
  const { t } = useTranslation('guide')
  const today = useSite()?.today ?? ''
  const [open, setOpen] = useState(false)
  const planned = version.from > today
  const current = !planned && (!version.until || today < version.until)
  return (
    <li className="version">
      <span className="version-head">
        <strong className="number">{version.version}</strong>
        <span>
          <DayText day={version.from} short /> {t('version.to')}{' '}
          {version.until ? <DayText day={version.until} short /> : t('version.now')}
        </span>
        <span className="quiet">{t(`version.${version.by}`)}</span>
        {planned && <Tag tone="warn">{t('version.planned')}</Tag>}
        {current && <Tag tone="good">{t('version.current')}</Tag>}
        {before && (
          <Button small look="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'version.hide' : 'version.changes')}
          </Button>
        )}
      </span>
      {open && before && <Changes item={item} from={before.from} to={version.from} />}
    </li>
  )
}

export function Versions({ item }: { readonly item: string }) {
  const { t } = useTranslation('guide')
  const [params] = useSearchParams()
  const [asked, setAsked] = useState(params.has('versions'))
  const query = useQuery({ ...itemVersionsQuery(item), enabled: asked })
  const versions = query.data?.versions ?? []
  return (
    <Section title={t('version.title')}>
      <details className="held" open={asked} onToggle={(event) => setAsked(event.currentTarget.open)}>
        <summary>{t('version.open')}</summary>
        {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
        {asked && query.isPending && <RowsSkeleton rows={2} />}
        <ol className="plain-list versions">
          {versions.map((version, at) => (
            <Version key={version.from} item={item} version={version} before={versions[at + 1]} />
          ))}
        </ol>
      </details>
    </Section>
  )
}
