/** Orders opened and closed by day, as two lines with a table behind; the title says the finding. */
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSite } from '../../app/site.ts'
import { shortDayText } from '../../ui/day-text.ts'
import { addressOfOrders } from '../appeal-order/list.tsx'
import type { BoardNumbers } from './asks.ts'
import { Count } from './tables.tsx'

const [width, height] = [480, 140]

/** Points of a line in the drawing, from the left to the right. */
export function lineOf(values: readonly number[], most: number): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0
  return values
    .map((value, index) => `${Math.round(index * step)},${Math.round(height - (value / most) * height)}`)
    .join(' ')
}

/** The numbers behind the lines; each opens its orders. */
function ByDay({
  board: { days },
  region,
  dayName,
}: {
  readonly board: BoardNumbers
  readonly region: string
  readonly dayName: (day: string) => string
}) {
  const { t } = useTranslation('appeal-board')
  const closedOn = (day: string, more: object = {}) =>
    addressOfOrders({ region, closedFrom: day, closedUntil: day, ...more })
  return (
    <details>
      <summary>{t('trend.table')}</summary>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('column.day')}</th>
            <th scope="col" className="end">
              {t('trend.opened')}
            </th>
            <th scope="col" className="end">
              {t('trend.closed')}
            </th>
            <th scope="col" className="end">
              {t('trend.late')}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day}>
              <td>{dayName(day.day)}</td>
              <td className="end">
                <Count value={day.opened} to={addressOfOrders({ region, from: day.day, until: day.day })} />
              </td>
              <td className="end">
                <Count value={day.closed} to={closedOn(day.day)} />
              </td>
              <td className="end">
                <Count late value={day.late} to={closedOn(day.day, { closedLate: true })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

export function Trend({ board, region }: { readonly board: BoardNumbers; readonly region: string }) {
  const { t } = useTranslation('appeal-board')
  const { language } = usePreferences()
  const today = useSite()?.today
  const { days } = board
  if (days.length === 0) return null
  const most = Math.max(1, ...days.flatMap((day) => [day.opened, day.closed]))
  const sum = (name: 'opened' | 'closed') => days.reduce((total, day) => total + day[name], 0)
  const [opened, closed] = [sum('opened'), sum('closed')]
  const dayName = (day: string) => shortDayText(day, language, today)
  return (
    <section className="panel">
      <h2>{t(closed >= opened ? 'trend.keepsUp' : 'trend.fallsBehind', { opened, closed, days: days.length })}</h2>
      <p className="quiet">{t('trend.most', { count: most })}</p>
      <svg
        className="trend"
        viewBox={`-4 -8 ${width + 8} ${height + 16}`}
        role="img"
        aria-label={t('trend.label', { opened, closed })}
      >
        <path d={`M0 0H${width}`} className="trend-most" />
        <path d={`M0 ${height}H${width}`} className="trend-base" />
        <polyline
          points={lineOf(
            days.map((day) => day.opened),
            most,
          )}
          className="trend-opened"
        />
        <polyline
          points={lineOf(
            days.map((day) => day.closed),
            most,
          )}
          className="trend-closed"
        />
      </svg>
      <div className="trend-foot">
        <span>{dayName(days[0]?.day ?? '')}</span>
        <span>
          <span className="trend-key opened" aria-hidden="true" /> {t('trend.opened')}{' '}
          <span className="trend-key closed" aria-hidden="true" /> {t('trend.closed')}
        </span>
        <span>{dayName(days.at(-1)?.day ?? '')}</span>
      </div>
      <ByDay board={board} region={region} dayName={dayName} />
    </section>
  )
}
