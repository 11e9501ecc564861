/** The counts of what a firm has, each a way in. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { FirmDesk } from '../appeal/asks.ts'

export function Doors({ desk }: { readonly desk: FirmDesk }) {
  const { t } = useTranslation('appeal-firm')
  const doors = [
    {
      key: 'orders',
      to: '/appeals',
      count: desk.orders.open,
      more: desk.orders.waitsForFirm > 0 ? t('door.waits', { count: desk.orders.waitsForFirm }) : '',
    },
    { key: 'applications', to: '/mine', count: desk.applications.open, more: '' },
    {
      key: 'licences',
      to: '/licences',
      count: desk.licences.count,
      more: desk.licences.expiring > 0 ? t('door.expiring', { count: desk.licences.expiring }) : '',
    },
    { key: 'messages', to: '/mine?view=messages', count: desk.messages.unread, more: '' },
  ]
  return (
    <ul className="firm-doors">
      {doors.map((door) => (
        <li key={door.key}>
          <Link to={door.to} className="firm-door">
            <span>{t(`door.${door.key}`)}</span>
            <strong>{door.count}</strong>
            <span className="firm-door-more">{door.more}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
