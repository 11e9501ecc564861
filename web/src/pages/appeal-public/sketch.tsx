/** A sketch without streets: the middle is the place, rings are distances, numbers are those of the list beside it. */
import { useTranslation } from 'react-i18next'
import type { NearOrder } from '../appeal/asks.ts'
import { placeOnSketch } from './place-on-sketch.ts'

export function Sketch({
  spot,
  orders,
  metres,
}: {
  readonly spot: { readonly lat: number; readonly long: number }
  readonly orders: readonly NearOrder[]
  readonly metres: number
}) {
  const { t } = useTranslation('appeal-public')
  return (
    <figure className="sketch">
      <svg viewBox="-110 -110 220 220" role="img" aria-label={t('near.sketch', { count: orders.length })}>
        <circle r="100" className="sketch-ring" />
        <circle r="50" className="sketch-ring" />
        <path d="M0 -104V104M-104 0H104" className="sketch-cross" />
        <text y="-101" x="4" className="sketch-word">
          {t('near.north')}
        </text>
        <text y="47" x="3" className="sketch-word">
          {t('near.metres', { count: metres / 2 })}
        </text>
        <text y="97" x="3" className="sketch-word">
          {t('near.metres', { count: metres })}
        </text>
        <circle r="4" className="sketch-spot" />
        {orders.map((one, index) => {
          const { x, y } = placeOnSketch(spot, one, metres)
          return (
            <g key={one.id} transform={`translate(${x * 100} ${y * 100})`}>
              <circle r="7" className="sketch-dot" />
              <text y="2.8" className="sketch-number">
                {index + 1}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption className="quiet">{t('near.caption')}</figcaption>
    </figure>
  )
}
