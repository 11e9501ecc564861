/** Open matters around a place, so that nobody reports twice: a sketch of where they lie, and the list by distance. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrandRegion } from '../../app/site.ts'
import { RegionChoice } from '../../regions/region-choice.tsx'
import { RegionLine } from '../../regions/region-line.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Select } from '../../ui/inputs.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { type NearOrder, nearQuery } from '../appeal/asks.ts'
import { pointsOfRegionQuery } from '../appeal/points.ts'
import { useListed, useStageName } from '../appeal/words.ts'
import { type Landmark, Sketch } from './sketch.tsx'

/** How far one may look, in metres. */
const distances = [300, 1000, 3000, 5000]

type Spot = { readonly lat: number; readonly long: number; readonly mine: boolean; readonly name: string }

/** The reader's own place once it is given, else the hall of the region. */
function useSpot() {
  const { region } = useErrandRegion()
  const [own, setOwn] = useState<Spot>()
  const [state, setState] = useState<'idle' | 'asking' | 'refused'>('idle')
  const points = useQuery(pointsOfRegionQuery(region))
  const hall =
    points.data?.points.find((point) => point.region.code === region && point.kind === 'hall') ?? points.data?.points[0]
  const ask = () => {
    if (!navigator.geolocation) return setState('refused')
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        setOwn({ lat: coords.latitude, long: coords.longitude, mine: true, name: '' })
      },
      () => setState('refused'),
      { timeout: 10_000 },
    )
  }
  const spot = own ?? (hall ? { lat: hall.latitude, long: hall.longitude, mine: false, name: hall.name.zh } : undefined)
  const landmarks = (points.data?.points ?? []).map((point) => ({
    lat: point.latitude,
    long: point.longitude,
    name: point.name.zh,
  }))
  return { spot, landmarks, ask, state, region, waits: region !== '' && points.isPending }
}

function Line({ one, index }: { readonly one: NearOrder; readonly index: number }) {
  const { t } = useTranslation('appeal-public')
  const stageName = useStageName('office')
  const { nameOf } = useListed()
  return (
    <li className="near-line">
      <span className="near-number" aria-hidden="true">
        {index + 1}
      </span>
      <span>
        <span className="list-title-plain">
          <Said text={one.title} />
        </span>
        <span className="list-more">
          <span>{nameOf('intents', one.intent)}</span>
          <span>{stageName(one.stage)}</span>
          <DayText day={one.on} short />
        </span>
      </span>
      <span className="number">{t('near.metres', { count: one.metres })}</span>
    </li>
  )
}

function Found({
  spot,
  metres,
  onFarther,
  landmarks,
}: {
  readonly spot: Spot
  readonly metres: number
  readonly onFarther: (metres: number) => void
  readonly landmarks: readonly Landmark[]
}) {
  const { t } = useTranslation('appeal-public')
  const query = useQuery(nearQuery(spot.lat, spot.long, metres))
  if (query.isError && !query.data) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton />
  const farther = distances.find((one) => one > metres)
  if (query.data.length === 0)
    return (
      <Empty
        title={t('near.none', { count: metres })}
        action={
          farther ? (
            <Button onClick={() => onFarther(farther)}>{t('near.farther', { count: farther })}</Button>
          ) : (
            <LinkButton to="/appeal">{t('write')}</LinkButton>
          )
        }
      >
        {t('near.noneNext')}
      </Empty>
    )
  return (
    <div className="near">
      <Sketch spot={spot} orders={query.data} metres={metres} landmarks={landmarks} />
      <ol className="list">
        {query.data.map((one, index) => (
          <Line key={one.id} one={one} index={index} />
        ))}
      </ol>
    </div>
  )
}

export function NearView() {
  const { t } = useTranslation('appeal-public')
  const { t: app } = useTranslation()
  const { spot, landmarks, ask, state, region, waits } = useSpot()
  const [metres, setMetres] = useState(3000)
  return (
    <div className="appeal-view">
      {(region || spot) && <RegionLine />}
      <div className="appeal-filters">
        <Select
          label={t('near.within')}
          value={String(metres)}
          onChange={(one) => setMetres(Number(one))}
          options={distances.map((one) => ({ value: String(one), label: t('near.metres', { count: one }) }))}
        />
        <div className="appeal-filter-button">
          <Button look="second" waiting={state === 'asking'} onClick={ask}>
            {t('near.here')}
          </Button>
        </div>
      </div>
      <p className="quiet" role="status">
        {state === 'refused' ? t('near.noHere') : spot && !spot.mine ? t('near.from', { name: spot.name }) : ''}
      </p>
      {!region && !spot && (
        <Empty title={t('near.noPlace')} action={<RegionChoice title={app('region.where')} />}>
          {t('near.noPlaceNext')}
        </Empty>
      )}
      {waits && !spot && <RowsSkeleton />}
      {spot && <Found spot={spot} metres={metres} onFarther={setMetres} landmarks={landmarks} />}
    </div>
  )
}
