/** What keeps the policy from being published: each fault with its place and advice. */
import type { Checked } from '@steppe/contracts/policies'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Notice } from '../../ui/states.tsx'

const shown = 12

export function Problems({ checked, waiting }: { readonly checked: Checked | undefined; readonly waiting: boolean }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  if (!checked) return <p className="quiet">{t('checking')}</p>
  const { problems, examples } = checked
  const held = examples.filter(({ holds }) => holds).length
  if (problems.length === 0)
    return (
      <Notice kind="good" title={t('sound')} live>
        <p>{t('soundMore', { held, all: examples.length })}</p>
      </Notice>
    )
  return (
    <section aria-label={t('problems')} aria-busy={waiting}>
      <h2 className="desk-problems-head">{t('problemCount', { count: problems.length })}</h2>
      <ol className="desk-problems">
        {problems.slice(0, shown).map(({ place, line, column, message, advice }) => (
          <li key={`${place} ${message.zh}`}>
            <code>
              {place}
              {line !== undefined && ` ${line}:${column}`}
            </code>
            <strong>{said(message)}</strong>
            <span>{said(advice)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The faults of one place, in a sentence for the field. */
export function useFaultAt(problems: Checked['problems']): (place: string) => string | undefined {
  const said = useSaid()
  return (place) => {
    const found = problems.find((each) => each.place === place)
    if (!found) return undefined
    const at = found.line === undefined ? '' : `${found.line}:${found.column} `
    return `${at}${said(found.message)} ${said(found.advice)}`
  }
}
