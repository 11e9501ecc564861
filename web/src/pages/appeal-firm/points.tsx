/** Where the firm is helped in person. */
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import type { FirmDesk } from '../appeal/asks.ts'

export function Points({ desk }: { readonly desk: FirmDesk }) {
  const { t } = useTranslation('appeal-firm')
  if (desk.servicePoints.length === 0) return null
  return (
    <Section title={t('points')}>
      <ul className="list">
        {desk.servicePoints.map((point) => (
          <li key={point.id} className="firm-point">
            <span className="list-title-plain">
              <Said text={point.name} />
            </span>
            <span className="list-more">
              <Said text={point.address} />
              {point.phone && <a href={`tel:${point.phone}`}>{point.phone}</a>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
