/** A map without streets: service points by their numbers, the reader's own place, north and a scale. Nothing is fetched for it. */
import './windows.css'
import { useTranslation } from 'react-i18next'
import { mapHeight, mapWidth, markRadius, placePoints, type Spot } from './place-points.ts'

export type Numbered = Spot & { readonly id: string; readonly number: number; readonly shut: boolean }

export function PointMap({ points, spot }: { readonly points: readonly Numbered[]; readonly spot?: Spot | undefined }) {
  const { t } = useTranslation('windows')
  const map = placePoints(points, spot)
  const { metres, length } = map.scale
  return (
    <figure className="point-map">
      <svg viewBox={`0 0 ${mapWidth} ${mapHeight}`} role="img" aria-label={t('map', { count: points.length })}>
        <path d={`M${mapWidth - 16} 26v-16m-4 5l4-5 4 5`} className="point-map-line" />
        <text x={mapWidth - 16} y="38" className="point-map-word middle">
          {t('north')}
        </text>
        <path d={`M10 ${mapHeight - 14}v4h${length}v-4`} className="point-map-line" />
        <text x="12" y={mapHeight - 18} className="point-map-word">
          {metres < 1000 ? t('metres', { count: metres }) : t('kilometres', { count: metres / 1000 })}
        </text>
        {map.points.map(({ at, mark }, index) => (
          <path key={points[index]!.id} d={`M${at.x} ${at.y}L${mark.x} ${mark.y}`} className="point-map-thread" />
        ))}
        {map.points.map(({ at }, index) => (
          <circle key={points[index]!.id} cx={at.x} cy={at.y} r="2" className="point-map-place" />
        ))}
        {map.spot && (
          <g transform={`translate(${map.spot.x} ${map.spot.y})`}>
            <circle r="5" className="point-map-me" />
            <text y="-9" className="point-map-word middle">
              {t('you')}
            </text>
          </g>
        )}
        {map.points.map(({ mark }, index) => {
          const { id, number, shut } = points[index]!
          return (
            <g key={id} transform={`translate(${mark.x} ${mark.y})`} className={shut ? 'shut' : undefined}>
              <circle r={markRadius} className="point-map-mark" />
              <text y="3.6" className="point-map-number">
                {number}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption className="quiet">{t('caption')}</figcaption>
    </figure>
  )
}
