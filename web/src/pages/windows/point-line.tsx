/** One service point: its number on the map, whether it is open, how far, the way there, its telephone. */
import './windows.css'
import type { ServicePoint } from '@steppe/contracts/catalog'
import { useTranslation } from 'react-i18next'
import { useSaid, useSite } from '../../app/site.ts'
import { DayText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { Status, Tag } from '../../ui/tag.tsx'

function OpenState({ open }: { readonly open: NonNullable<ServicePoint['open']> }) {
  const { t } = useTranslation('windows')
  const site = useSite()
  if (open.now)
    return (
      <Status kind="done">{open.until === '24:00' ? t('openAlways') : t('openUntil', { time: open.until })}</Status>
    )
  const { next } = open
  return (
    <>
      <Status kind="waiting">{t('shut')}</Status>
      {next && (
        <span>
          {next.day === site?.today ? (
            t('opensToday', { time: next.from })
          ) : (
            <>
              {t('opensOn')}
              <DayText day={next.day} /> {next.from}
            </>
          )}
        </span>
      )}
    </>
  )
}

/** An address that a map opens: of the site's own choice, else the one that telephones know (RFC 5870). */
function useDirections(point: ServicePoint): string {
  const site = useSite()
  const template = site?.directions ?? 'geo:{latitude},{longitude}?q={latitude},{longitude}({name})'
  return template
    .replaceAll('{latitude}', String(point.latitude))
    .replaceAll('{longitude}', String(point.longitude))
    .replaceAll('{name}', encodeURIComponent(point.name.zh))
}

export function PointLine({ point, number }: { readonly point: ServicePoint; readonly number?: number }) {
  const { t } = useTranslation('windows')
  const said = useSaid()
  const directions = useDirections(point)
  return (
    <li className="window-line">
      {number !== undefined && (
        <span className={point.open && !point.open.now ? 'window-number shut' : 'window-number'} aria-hidden="true">
          {number}
        </span>
      )}
      <div className="window-words">
        <span className="window-name">
          <span className="list-title-plain">{said(point.name)}</span>
          <Tag>{t(`kind.${point.kind}`)}</Tag>
        </span>
        <span className="window-open">{point.open && <OpenState open={point.open} />}</span>
        <span>
          <Said text={point.address} />
        </span>
        <span className="list-more">
          <span>{said(point.hours)}</span>
          {point.metres !== undefined && <span>{t('away', { km: (point.metres / 1000).toFixed(1) })}</span>}
        </span>
        <span className="window-links no-print">
          <a href={`tel:${point.phone}`} aria-label={t('call', { name: said(point.name), phone: point.phone })}>
            {point.phone}
          </a>
          <a
            href={directions}
            target="_blank"
            rel="noreferrer"
            aria-label={t('directionsTo', { name: said(point.name) })}
          >
            {t('directions')}
          </a>
        </span>
      </div>
    </li>
  )
}
