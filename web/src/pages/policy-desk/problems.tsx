/** What keeps the policy from being published: each fault with its place and advice. */
import type { Checked } from '@steppe/contracts/policies'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Notice } from '../../ui/states.tsx'
import type { Draft } from './draft-policy.ts'

const shown = 12

const isMissing = ({ code }: Checked['problems'][number]) => code === 'policies.missing'

type ProblemsProps = { readonly checked: Checked | undefined; readonly waiting: boolean; readonly draft: Draft }

/** `conditions.staff.when` in the words of the page: 条件 1 · 规则. */
function usePlaceWords(draft: Draft): (place: string) => string {
  const { t, i18n } = useTranslation('policy-desk')
  return (place) => {
    const [group = '', item = '', field = ''] = place.split('.')
    if (group === 'conditions' && item) {
      const number = draft.conditions.findIndex(({ id }) => id === item) + 1
      return `${t('condition', { number })}${field ? ` · ${t(`place.${field}`)}` : ''}`
    }
    if (group === 'examples' && item) return t('place.example', { number: item })
    if (group === 'tables' && item) {
      const number = draft.tables.findIndex(({ id }) => id === item) + 1
      const [, , part, row] = place.split('.')
      return `${t('grid.of', { number })}${part === 'rules' && row ? ` · ${t('grid.rowOf', { row })}` : ''}`
    }
    if (place === 'title') return t('field.title')
    if (item === 'title') return `${t(`place.${group}`)} · ${t('place.title')}`
    const key = `place.${item || group}`
    return i18n.exists(key, { ns: 'policy-desk' }) ? t(key) : place
  }
}

export function Problems({ checked, waiting, draft }: ProblemsProps) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const wordsOf = usePlaceWords(draft)
  if (!checked) return <p className="quiet">{t('checking')}</p>
  const { examples } = checked
  const problems = checked.problems.filter(({ advised }) => !advised)
  // An empty title of the document is that of the policy: it is missing once.
  const missing = problems.filter((each) => isMissing(each) && each.place !== 'document.title')
  const faults = problems.filter((each) => !isMissing(each))
  const advice = checked.problems.filter(({ advised }) => advised)
  const held = examples.filter(({ holds }) => holds).length
  const list = (some: Checked['problems']) => (
    <ol className="desk-problems">
      {some.slice(0, shown).map(({ place, line, column, message, advice: next }) => (
        <li key={`${place} ${message.zh}`}>
          <span className="quiet">
            {wordsOf(place)}
            {line !== undefined && ` · ${t('at', { line, column })}`}
          </span>
          <strong>{said(message)}</strong>
          <span>{said(next)}</span>
        </li>
      ))}
    </ol>
  )
  const worthALook = advice.length > 0 && (
    <>
      <h2 className="desk-problems-head">{t('advice')}</h2>
      {list(advice)}
    </>
  )
  if (problems.length === 0)
    return (
      <>
        <Notice kind="good" title={t('sound')} live>
          <p>{t('soundMore', { held, all: examples.length })}</p>
        </Notice>
        {worthALook}
      </>
    )
  return (
    <section aria-label={t('problems')} aria-busy={waiting}>
      {faults.length > 0 && (
        <>
          <h2 className="desk-problems-head">{t('problemCount', { count: faults.length })}</h2>
          {list(faults)}
        </>
      )}
      {missing.length > 0 && (
        <>
          <h2 className="desk-problems-head">{t('missingCount', { count: missing.length })}</h2>
          <ul className="desk-missing">
            {missing.map(({ place }) => (
              <li key={place}>{wordsOf(place)}</li>
            ))}
          </ul>
        </>
      )}
      {worthALook}
    </section>
  )
}

/** The faults of one place, in a sentence for the field. What is only not filled in yet is no fault of what was typed: the list names it. */
export function useFaultAt(problems: Checked['problems']): (place: string) => string | undefined {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  return (place) => {
    const found = problems.find((each) => each.place === place && !isMissing(each))
    if (!found) return undefined
    const at = found.line === undefined ? '' : `${t('at', { line: found.line, column: found.column })} `
    return at + t('faultAndAdvice', { fault: said(found.message), advice: said(found.advice) })
  }
}
