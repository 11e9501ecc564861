/** What changed between two versions, as what left and what came. */
import { useTranslation } from 'react-i18next'
import { Said } from '../../ui/said.tsx'
import { diffOf } from './diff-of.ts'
import { useKindName } from './kind-names.ts'

type Compared = Parameters<typeof diffOf>[0]

export function Diff({ before, after }: { readonly before: Compared; readonly after: Compared }) {
  const { t } = useTranslation('appeal-duties')
  const nameOf = useKindName()
  const named = (one: Compared): Compared => ({ ...one, assists: one.assists.map(nameOf) })
  const changes = diffOf(named(before), named(after))
  if (changes.length === 0) return <p>{t('unchanged')}</p>
  return (
    <dl className="pairs">
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{t(`field.${change.field}`)}</dt>
          <dd>
            {change.before.length > 0 && (
              <del>
                <Said text={change.before.join('、')} />
              </del>
            )}{' '}
            {change.after.length > 0 && (
              <ins>
                <Said text={change.after.join('、')} />
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
