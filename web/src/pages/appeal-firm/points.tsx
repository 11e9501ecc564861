/** Where the firm is helped in person. */
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import type { FirmDesk } from '../appeal/asks.ts'

export function Points({ desk }: { readonly desk: FirmDesk }) {
  const { t } = useTranslation('appeal-firm')
  if (desk.servicePoints.length === 0) return null
  return (
    <Section
      title={t('points')}
      act={
        <LinkButton to="/windows" small look="second">
          {t('allPoints')}
        </LinkButton>
      }
    >
      <ul className="list">
        {desk.servicePoints.map((point) => (
          <li key={point.id} className="firm-point">
            <span className="list-title-plain">
              <Said text={point.name} />
            </span>
            <span className="list-more">
              <Said text={point.address} />
              <span>{point.hours}</span>
              <a href={`tel:${point.phone}`}>{point.phone}</a>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
