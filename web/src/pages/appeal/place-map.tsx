/** Where it is, marked on a sketch of the region; and what is under way around it already. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { DayText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { Sketch } from '../appeal-public/sketch.tsx'
import { nearQuery } from './asks.ts'
import type { AppealDraft } from './draft.ts'
import { pointsOfRegionQuery } from './points.ts'
import { useStageName } from './words.ts'

const metres = 2000

export function PlaceMap({
  draft,
  write,
}: {
  readonly draft: AppealDraft
  readonly write: (change: Partial<AppealDraft>) => void
}) {
  const { t } = useTranslation('appeal')
  const stageName = useStageName('office')
  const said = useSaid()
  const points = useQuery(pointsOfRegionQuery(draft.region)).data?.points ?? []
  const hall = points.find((point) => point.region.code === draft.region && point.kind === 'hall') ?? points[0]
  const { lat, long } = draft
  const own = lat !== undefined && long !== undefined ? { lat, long } : undefined
  const spot = own ?? (hall && { lat: hall.latitude, long: hall.longitude })
  const near = useQuery({ ...nearQuery(spot?.lat ?? 0, spot?.long ?? 0, metres), enabled: spot !== undefined })
  if (!spot) return null
  const orders = (near.data ?? []).slice(0, 9)
  return (
    <div className="appeal-map">
      <Sketch
        spot={spot}
        orders={orders}
        metres={metres}
        landmarks={points.map((point) => ({ lat: point.latitude, long: point.longitude, name: point.name.zh }))}
        caption={t('sketch.pick', { name: own ? t('sketch.own') : hall ? said(hall.name) : '' })}
        onPick={write}
      />
      {orders.length > 0 && (
        <section>
          <h2>{t('place.near')}</h2>
          <p className="quiet">{t('place.nearHint')}</p>
          <ol className="appeal-near">
            {orders.map((one) => (
              <li key={one.id}>
                <Said text={one.title} />
                <span className="choice-hint">
                  {t('sketch.metres', { count: one.metres })} · {stageName(one.stage)} · <DayText day={one.on} short />
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}
