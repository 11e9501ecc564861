/** Everything the catalogue says of the item, element by element with its number in GB/T 39046-2020 table 4. */
import type { Item } from '@steppe/contracts/catalog'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { themesQuery } from '../../asks/catalog.ts'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { elementsOf, materialElementsOf, type Shown } from './elements-of.ts'

/** A sample is a picture of ours to look at; a theme goes by its name. */
function Line({ line }: { readonly line: string }) {
  const { t } = useTranslation('guide')
  const said = useSaid()
  const themes = useQuery(themesQuery).data?.themes ?? []
  if (line.startsWith('/api/'))
    return (
      <a href={line} target="_blank" rel="noreferrer">
        {t('seeSample')}
      </a>
    )
  const theme = themes.find((one) => one.id === line)
  return (
    <span>
      <Said text={theme ? said(theme.title) : line} />
    </span>
  )
}

function Elements({ rows }: { readonly rows: readonly Shown[] }) {
  const { t } = useTranslation('guide')
  return (
    <dl className="elements">
      {rows.map(({ key, number, lines }) => (
        <div key={key}>
          <dt>
            {t(`element.${key}`)} <span className="element-number">{number}</span>
          </dt>
          <dd>
            {lines.length === 0 ? (
              <span className="quiet">{t('notSaid')}</span>
            ) : (
              lines.map((line) => <Line key={line} line={line} />)
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export function AllElements({ item }: { readonly item: Item }) {
  const { t } = useTranslation('guide')
  const { language } = usePreferences()
  return (
    <Section title={t('allElements')}>
      <div className="folds">
        <details>
          <summary>{t('elementsOfItem')}</summary>
          <Elements rows={elementsOf(item, language)} />
        </details>
        {item.materials.length > 0 && (
          <details>
            <summary>{t('elementsOfMaterials', { count: item.materials.length })}</summary>
            {item.materials.map((material) => (
              <Elements key={material.id} rows={materialElementsOf(material, language)} />
            ))}
          </details>
        )}
      </div>
    </Section>
  )
}
