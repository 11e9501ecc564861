/** What the reader must bring: “5 项中 4 项已掌握，只需提供 1 项”, then each material with the reason. */
import type { Guide } from '@steppe/contracts/applications'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { firmsOf, useSession } from '../../app/site.ts'
import { guideQuery } from '../../asks/applications.ts'
import { itemQuery } from '../../asks/catalog.ts'
import { Select } from '../../ui/inputs.tsx'
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

const myself = 'myself'

/** For whom the reader may ask: a firm of theirs where the item serves firms, themselves where it serves people. */
function useForWhom(item: string) {
  const { t } = useTranslation('guide')
  const session = useSession()
  const audience = useQuery(itemQuery(item)).data?.audience ?? []
  const [chosen, choose] = useState<string>()
  const firms = audience.some(({ code }) => code !== '1') ? firmsOf(session) : []
  const options = firms.map(({ code, name }) => ({ value: code, label: name }))
  if (firms.length > 0 && audience.some(({ code }) => code === '1'))
    options.push({ value: myself, label: t('myself', { name: session?.name }) })
  return { options, whom: chosen ?? firms[0]?.code ?? myself, choose }
}

export function Materials({ guide: own }: { readonly guide: Guide }) {
  const { t } = useTranslation('guide')
  const session = useSession()
  const { options, whom, choose } = useForWhom(own.item)
  const theirs = useQuery({ ...guideQuery(own.item, whom), enabled: whom !== myself })
  const guide = (whom !== myself && theirs.data) || own
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
        {options.length > 0 && (
          <Select label={t('forWhom')} width="full" value={whom} onChange={choose} options={options} />
        )}
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
