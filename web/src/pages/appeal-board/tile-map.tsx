/** The leagues as tiles where they lie: open orders, how many are late; a tile leads into the league, its numbers to the orders. */
import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Said } from '../../ui/said.tsx'
import { pointsOfRegionQuery } from '../appeal/points.ts'
import { addressOfOrders } from '../appeal-order/list.tsx'
import type { BoardNumbers } from './asks.ts'
import { type Spot, tilesOf } from './tiles-of.ts'

type RegionNumbers = BoardNumbers['regions'][number]

/** Where the halls of the regions are; a region without one is put at the end. */
function useSpots(regions: readonly RegionNumbers[]): readonly Spot[] {
  const answers = useQueries({ queries: regions.map((one) => pointsOfRegionQuery(one.region, 1)) })
  return regions.flatMap((one, index) => {
    const point = answers[index]?.data?.points[0]
    return point ? [{ code: one.region, longitude: point.longitude, latitude: point.latitude }] : []
  })
}

/** Four shades by the share that is late; the number says the same. */
export const shadeOf = (late: number, open: number): number =>
  open === 0 || late === 0 ? 0 : late / open < 0.1 ? 1 : late / open < 0.25 ? 2 : 3

function RegionTile({
  one,
  deeper,
  own,
}: {
  readonly one: RegionNumbers
  readonly deeper: boolean
  /** The tile of what belongs to the region itself and to none below. */
  readonly own: boolean
}) {
  const { t } = useTranslation('appeal-board')
  const of = { region: one.region, own, open: true }
  return (
    <div className={`tile shade-${shadeOf(one.late, one.open)}`}>
      {deeper ? (
        <Link to={`/work/supervision/${one.region}`} className="tile-name">
          <Said text={one.name} />
        </Link>
      ) : (
        <span className="tile-name">
          <Said text={one.name} />
        </span>
      )}
      <Link to={addressOfOrders(of)} className="tile-open">
        <strong>{one.open}</strong> <span>{t('tile.open')}</span>
      </Link>
      <Link to={addressOfOrders({ ...of, late: true })} className="tile-late">
        {one.late > 0 && <span aria-hidden="true">▲ </span>}
        {t('tile.late', { count: one.late })}
      </Link>
    </div>
  )
}

export function TileMap({ board }: { readonly board: BoardNumbers }) {
  const { t } = useTranslation('appeal-board')
  // What is the whole region's own has no place on its map; it is told below where there is something.
  const own = board.regions.find((one) => one.region === board.region)
  const parts = board.regions.filter((one) => one !== own)
  const spots = useSpots(parts)
  const tiles = tilesOf(spots)
  const worst = board.regions.toSorted((a, b) => b.late - a.late)[0]
  const deeper = board.region.endsWith('0000')
  const rest = [
    ...parts.filter((one) => !tiles.some((tile) => tile.code === one.region)),
    ...(own && own.open > 0 ? [own] : []),
  ]
  const lowest = Math.max(0, ...tiles.map((tile) => tile.row + 1))
  return (
    <section className="panel board-map" aria-label={t('map.title')}>
      <h2>{worst && worst.late > 0 ? t('map.finding', { name: worst.name, count: worst.late }) : t('map.calm')}</h2>
      <div className="tiles">
        {tiles.map((tile) => {
          const one = board.regions.find((each) => each.region === tile.code)
          return (
            one && (
              <div
                key={tile.code}
                style={{ gridColumn: tile.column + 1, gridRow: tile.row + 1 }}
                className="tile-place"
              >
                <RegionTile one={one} deeper={deeper && one !== own} own={one === own} />
              </div>
            )
          )
        })}
        {rest.map((one, index) => (
          <div
            key={one.region}
            style={{ gridColumn: (index % 6) + 1, gridRow: lowest + 1 + Math.floor(index / 6) }}
            className="tile-place"
          >
            <RegionTile one={one} deeper={deeper && one !== own} own={one === own} />
          </div>
        ))}
      </div>
      <p className="quiet">{t('map.legend')}</p>
    </section>
  )
}
