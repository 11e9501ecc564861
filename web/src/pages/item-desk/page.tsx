/** The desk of who keeps a department's items. */
import './item-desk.css'
import type { OwnItem } from '@steppe/contracts/catalog'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid, useSession } from '../../app/site.ts'
import { RegionInput } from '../../regions/region-input.tsx'
import { DayText } from '../../ui/day.tsx'
import { Checkbox, Select } from '../../ui/inputs.tsx'
import { PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import { Amend } from './amend.tsx'
import { departmentsOfQuery, ownItemsQuery } from './asks.ts'

function Line({ item }: { readonly item: OwnItem }) {
  const { t } = useTranslation('item-desk')
  const said = useSaid()
  const { language } = usePreferences()
  return (
    <li className="item-row">
      <span className="item-name">
        <Link to={`/guide/${item.code}`}>{said(item.name)}</Link>
        {item.own && <Tag tone="brand">{t('own')}</Tag>}
        <span className="quiet">
          {t('since')} <DayText day={item.from} short />
        </span>
        <Link to={`/guide/${item.code}?versions=1`}>{t('versions')}</Link>
      </span>
      {item.errors.length > 0 && (
        <ul className="item-errors">
          {item.errors.map((error) => (
            <li key={`${error.code} ${error.field}`}>
              <Said text={language === 'en' ? error.en : error.zh} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function Items({ department }: { readonly department: string }) {
  const { t } = useTranslation('item-desk')
  const [onlyWrong, setOnlyWrong] = useState(false)
  const query = useQuery(ownItemsQuery(department))
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={8} />
  const { items } = query.data
  if (items.length === 0) return <Empty title={t('none')}>{t('noneNext')}</Empty>
  const wrong = items.filter((item) => item.errors.length > 0)
  return (
    <>
      <Amend key={department} department={department} />
      <Section title={t('items', { count: items.length })}>
        <p>{wrong.length > 0 ? t('inconsistent', { count: wrong.length }) : t('consistent')}</p>
        {wrong.length > 0 && <Checkbox label={t('onlyWrong')} checked={onlyWrong} onChange={setOnlyWrong} />}
        <ul className="list">
          {(onlyWrong ? wrong : items).map((item) => (
            <Line key={item.code} item={item} />
          ))}
        </ul>
      </Section>
    </>
  )
}

/** An editor's own departments, or any of the region for who keeps a region's catalogue. */
function useDepartments(region: string) {
  const session = useSession()
  const own = (session?.grants ?? []).flatMap((grant) =>
    grant.department && grant.role === 'editor'
      ? [{ value: grant.department, label: grant.departmentName ?? grant.department }]
      : [],
  )
  const asked = useQuery(departmentsOfQuery(region)).data?.departments ?? []
  return own.length > 0 ? own : asked.map((one) => ({ value: one.code, label: one.name }))
}

export function Page() {
  const { t } = useTranslation('item-desk')
  const session = useSession()
  const reach = session?.grants.find((grant) => grant.region && !grant.department)?.region
  const [region, setRegion] = useState('')
  const [chosen, setChosen] = useState('')
  const departments = useDepartments(region)
  const department = departments.some((one) => one.value === chosen)
    ? chosen
    : departments.length === 1
      ? departments[0]!.value
      : ''
  if (session?.kind === 'anyone') return <Navigate to="/sign-in?back=%2Fwork%2Fitems" replace />
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} />
      {reach && <RegionInput label={t('region')} value={region} onChange={setRegion} />}
      {departments.length > 1 && (
        <Select
          label={t('department')}
          value={department}
          onChange={setChosen}
          options={departments}
          width="full"
          empty={t('choose')}
        />
      )}
      {department === '' ? (
        <Empty title={t('chooseFirst')}>{t('chooseNext')}</Empty>
      ) : (
        <Items department={department} />
      )}
    </PageBody>
  )
}
