/** Items by theme, for those who do not know the name of what they need. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { themesQuery } from '../../asks/catalog.ts'
import { Section } from '../../ui/page.tsx'

export function Themes() {
  const { t } = useTranslation('home')
  const said = useSaid()
  const themes = (useQuery(themesQuery).data?.themes ?? []).filter((theme) => theme.items > 0)
  const kinds = (['firm', 'person', 'local'] as const).filter((kind) => themes.some((theme) => theme.kind === kind))
  return kinds.map((kind) => (
    <Section key={kind} title={t(`themes.${kind}`)}>
      <ul className="theme-list">
        {themes
          .filter((theme) => theme.kind === kind)
          .map((theme) => (
            <li key={theme.id}>
              <Link
                to={`/search?theme=${theme.id}&themeName=${encodeURIComponent(said(theme.title))}`}
                className="theme-link"
              >
                {said(theme.title)}
              </Link>
            </li>
          ))}
      </ul>
    </Section>
  ))
}
