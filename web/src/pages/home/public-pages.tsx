/** What is public and anybody can check: the pages that say so on their card, in the order they say. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { pages } from '../../app/pages.tsx'
import { Section } from '../../ui/page.tsx'

export function PublicPages() {
  const { t } = useTranslation('home')
  const shown = pages.filter((page) => page.public !== undefined).sort((a, b) => a.public! - b.public!)
  return (
    <Section title={t('public.title')}>
      <ul className="event-grid">
        {shown.map(({ name, paths }) => (
          <li key={name}>
            <Link to={paths[0]!} className="event-link">
              <span className="event-name">{t(`public.${name}.name`)}</span>
              <span className="event-count">{t(`public.${name}.about`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
