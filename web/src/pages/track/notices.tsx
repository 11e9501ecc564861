/** Notices of the case as papers with the department's seal: accepted, decided. */
import type { CaseView } from '@steppe/contracts/cases'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Section } from '../../ui/page.tsx'

export function Notices({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
  const notices = [
    ...(view.acceptedOn ? (['acceptance'] as const) : []),
    ...(view.decidedOn && view.outcome ? (['decision'] as const) : []),
  ]
  if (notices.length === 0 || view.kind !== 'application') return null
  return (
    <Section title={t('notices')}>
      <ul className="list no-print">
        {notices.map((notice) => (
          <li key={notice} className="result">
            <span className="list-title-plain">{t(`notice.${notice}`)}</span>
            <span className="list-more">
              <a href={`/api/seals/cases/${view.id}/${notice}`} download aria-label={`${t(`notice.${notice}`)} PDF`}>
                PDF
              </a>
              <a
                href={`/api/seals/cases/${view.id}/${notice}?form=ofd`}
                download
                aria-label={`${t(`notice.${notice}`)} OFD`}
              >
                OFD
              </a>
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet small no-print">
        {t('noticesHint')} <Link to="/check-document">{t('checkDocument')}</Link>
      </p>
    </Section>
  )
}
