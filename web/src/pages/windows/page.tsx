/** Service points near the reader or in their region: a map, then each with who is open now. */
import './windows.css'
import type { ServicePoint } from '@steppe/contracts/catalog'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useErrandRegion, useSaid } from '../../app/site.ts'
import { itemQuery, pointsNearQuery } from '../../asks/catalog.ts'
import { RegionLine } from '../../regions/region-line.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/inputs.tsx'
import { BackLink, PageBody, PageHead } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { onOneMap, type Spot } from './place-points.ts'
import { PointLine } from './point-line.tsx'
import { PointMap } from './point-map.tsx'
import { useOwnSpot } from './use-own-spot.ts'

function Points({ points, spot }: { readonly points: readonly ServicePoint[]; readonly spot: Spot | undefined }) {
  const numbered = points.map((point, at) => ({
    ...point,
    number: at + 1,
    shut: point.open !== undefined && !point.open.now,
  }))
  return (
    <div className="windows">
      <PointMap points={onOneMap(numbered, spot)} spot={spot} />
      <ol className="list">
        {numbered.map((point) => (
          <PointLine key={point.id} point={point} number={point.number} />
        ))}
      </ol>
    </div>
  )
}

function Found({
  item,
  region,
  spot,
}: {
  readonly item: string
  readonly region: string
  readonly spot: Spot | undefined
}) {
  const { t } = useTranslation('windows')
  const [onlyOpen, setOnlyOpen] = useState(false)
  const near = spot && `${spot.longitude.toFixed(5)},${spot.latitude.toFixed(5)}`
  const query = useQuery(pointsNearQuery({ item, region, near }))
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton />
  const shown = query.data.points.filter((point) => !onlyOpen || point.open?.now)
  return (
    <>
      <Checkbox label={t('onlyOpen')} checked={onlyOpen} onChange={setOnlyOpen} />
      {shown.length > 0 ? (
        <Points points={shown} spot={spot} />
      ) : (
        <Empty title={t(onlyOpen ? 'noneOpen' : 'none')}>{t(onlyOpen ? 'noneOpenNext' : 'noneNext')}</Empty>
      )}
    </>
  )
}

export function Page() {
  const { t } = useTranslation('windows')
  const said = useSaid()
  const [search] = useSearchParams()
  const item = search.get('item') ?? ''
  const detail = useQuery({ ...itemQuery(item), enabled: item !== '' })
  const { region } = useErrandRegion()
  const { spot, ask, state } = useOwnSpot()
  const place = detail.data?.region.code ?? region
  return (
    <PageBody>
      <PageHead
        title={detail.data ? t('titleFor', { item: said(detail.data.name) }) : t('title')}
        lead={t('lead')}
        above={item && <BackLink to={`/guide/${item}`}>{t('toGuide')}</BackLink>}
      />
      <div className="windows-where">
        {!item && <RegionLine />}
        <Button look="second" waiting={state === 'asking'} onClick={ask}>
          {t('here')}
        </Button>
        <p className="quiet" role="status">
          {state === 'refused' ? t('noHere') : ''}
        </p>
      </div>
      {place || spot ? (
        <Found item={item} region={place} spot={spot} />
      ) : (
        <Empty title={t('noPlace')}>{t('noPlaceNext')}</Empty>
      )}
    </PageBody>
  )
}
