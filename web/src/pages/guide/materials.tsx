/** What the reader must bring: “5 项中 4 项已掌握，只需提供 1 项”, then each material with the reason. */
import type { Guide } from '@steppe/contracts/applications'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSession } from '../../app/site.ts'
import { Card, Section } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'

type NeededMaterial = Guide['materials'][number]

function Material({ material }: { readonly material: NeededMaterial }) {
  const { t } = useTranslation('guide')
  const proof = t(`proof.${material.proof}`, { defaultValue: '' })
  return (
    <li className={material.needed ? 'material needed' : 'material'}>
      <span className="material-mark" aria-hidden="true">
        {material.needed ? '□' : '✓'}
      </span>
      <span>
        <span className="material-name">{material.name}</span>
        {material.needed && material.mayFollow && <Tag>{t('mayFollow')}</Tag>}
        {material.needed && !material.required && <Tag>{t('ifAny')}</Tag>}
        <span className="material-more">{material.needed ? material.hint : (material.heldAs ?? proof)}</span>
      </span>
    </li>
  )
}

export function Materials({ guide }: { readonly guide: Guide }) {
  const { t } = useTranslation('guide')
  const session = useSession()
  const needed = guide.materials.filter((material) => material.needed)
  const held = guide.materials.filter((material) => !material.needed)
  const all = guide.materials.length
  const sentence =
    all === 0
      ? t('bring.nothing')
      : needed.length === 0
        ? t('bring.allHeld', { all })
        : held.length === 0
          ? t('bring.all', { count: needed.length })
          : t('bring.some', { all, held: held.length, count: needed.length })
  return (
    <Section title={t('bring.title')}>
      <Card>
        <p className="bring">{sentence}</p>
        {session?.kind === 'anyone' && needed.length > 0 && (
          <p className="quiet">
            <Link to={`/sign-in?back=${encodeURIComponent(`/guide/${guide.item}`)}`}>{t('bring.signIn')}</Link>
          </p>
        )}
        {needed.length > 0 && (
          <ul className="materials">
            {needed.map((material) => (
              <Material key={material.id} material={material} />
            ))}
          </ul>
        )}
        {held.length > 0 && (
          <details className="held" open={needed.length === 0 && held.length <= 5}>
            <summary>{t('bring.heldTitle', { count: held.length })}</summary>
            <ul className="materials">
              {held.map((material) => (
                <Material key={material.id} material={material} />
              ))}
            </ul>
          </details>
        )}
      </Card>
    </Section>
  )
}
