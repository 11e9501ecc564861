/** A sketch without streets: the middle is the place, rings are distances, numbers are those of the list beside it, squares are halls. */
import './sketch.css'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { NearOrder } from '../appeal/asks.ts'
import { type OnSketch, type Place, placeFromSketch, placeOnSketch } from './place-on-sketch.ts'

/** What people know of the place: a hall, a station. */
export type Landmark = Place & { readonly name: string }

/** A twentieth of the radius at a press. */
const steps: Readonly<Record<string, OnSketch>> = {
  ArrowUp: { x: 0, y: -0.05 },
  ArrowDown: { x: 0, y: 0.05 },
  ArrowLeft: { x: -0.05, y: 0 },
  ArrowRight: { x: 0.05, y: 0 },
}

/** Where the pointer is, in shares of the radius. */
function pointedAt(event: MouseEvent<HTMLElement>) {
  const box = event.currentTarget.getBoundingClientRect()
  const across = 220 / Math.min(box.width, box.height)
  return {
    x: ((event.clientX - box.left - box.width / 2) * across) / 100,
    y: ((event.clientY - box.top - box.height / 2) * across) / 100,
  }
}

function Landmarks({
  spot,
  metres,
  landmarks,
}: {
  readonly spot: Place
  readonly metres: number
  readonly landmarks: readonly Landmark[]
}) {
  const lines = landmarks
    .map((one) => ({ ...one, ...placeOnSketch(spot, one, metres) }))
    .filter(({ x, y }) => Math.hypot(x, y) <= 1 && Math.abs(y) > 0.08)
    .toSorted((a, b) => a.y - b.y)
  // A name that would lie on another is left out.
  return lines
    .filter((one, index) => index === 0 || one.y - lines[index - 1]!.y > 0.09)
    .map(({ name, x, y }) => (
      <g key={name} transform={`translate(${x * 100} ${y * 100})`}>
        <rect x="-2.5" y="-2.5" width="5" height="5" className="sketch-mark" />
        <text x={x > 0.2 ? -5 : 5} y="2.5" textAnchor={x > 0.2 ? 'end' : 'start'} className="sketch-name" lang="zh-CN">
          {name}
        </text>
      </g>
    ))
}

export function Sketch({
  spot,
  orders,
  metres,
  landmarks = [],
  caption,
  onPick,
}: {
  readonly spot: Place
  readonly orders: readonly NearOrder[]
  readonly metres: number
  readonly landmarks?: readonly Landmark[]
  readonly caption?: string
  /** Pointing at the sketch names a place, and so do the arrow keys from the middle on. */
  readonly onPick?: (place: Place) => void
}) {
  const { t } = useTranslation('appeal')
  return (
    <figure className={onPick ? 'sketch picks' : 'sketch'}>
      {/* The keys are its frame's: an SVG element takes no tabIndex from the framework. */}
      <div
        className="sketch-map"
        {...(onPick
          ? {
              role: 'application',
              'aria-label': t('sketch.pickLabel', { count: orders.length }),
              tabIndex: 0,
              onClick: (event) => onPick(placeFromSketch(spot, pointedAt(event), metres)),
              onKeyDown: (event) => {
                const step = steps[event.key]
                if (!step) return
                event.preventDefault()
                onPick(placeFromSketch(spot, step, metres))
              },
            }
          : { role: 'img', 'aria-label': t('sketch.label', { count: orders.length }) })}
      >
        <svg viewBox="-110 -110 220 220" aria-hidden="true">
          <circle r="100" className="sketch-ring" />
          <circle r="50" className="sketch-ring" />
          <path d="M0 -104V104M-104 0H104" className="sketch-cross" />
          <text y="-101" x="4" className="sketch-word">
            {t('sketch.north')}
          </text>
          <text y="47" x="3" className="sketch-word">
            {t('sketch.metres', { count: metres / 2 })}
          </text>
          <text y="97" x="3" className="sketch-word">
            {t('sketch.metres', { count: metres })}
          </text>
          <Landmarks spot={spot} metres={metres} landmarks={landmarks} />
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
      </div>
      <figcaption className="quiet">{caption ?? t('sketch.caption')}</figcaption>
    </figure>
  )
}
