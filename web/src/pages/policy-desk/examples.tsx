/** Examples as a grid that is played as one types: a row an example, a column a fact; each says whether it comes out as wanted. */
import type { Checked } from '@steppe/contracts/policies'
import type { Dictionary } from '@steppe/kernels/policies'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { Status } from '../../ui/tag.tsx'
import { findFact } from '../policies/fact-words.ts'
import type { FieldsProps } from './basic-fields.tsx'
import type { DraftExample } from './draft-policy.ts'

type Props = FieldsProps & { readonly dictionary: Dictionary | undefined; readonly played: Checked['examples'] }

const kinds = ['in', 'out', 'unknown', 'edge'] as const
const verdicts = ['yes', 'no', 'unknown'] as const

export function Examples({ draft, onChange, dictionary, played }: Props) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const columns = factsOf(draft, dictionary)
  const change = (index: number, part: Partial<DraftExample>) =>
    onChange({ ...draft, examples: draft.examples.map((each, at) => (at === index ? { ...each, ...part } : each)) })
  const add = () =>
    onChange({
      ...draft,
      examples: [...draft.examples, { title: '', kind: 'in', verdict: 'yes', amount: '', facts: {} }],
    })
  return (
    <div className="desk-fields">
      <p>{t('examples.lead')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a grid that scrolls must be reached by the keyboard. */}
      <section className="desk-scroll" tabIndex={0} aria-label={t('tab.examples')}>
        <table className="desk-grid">
          <thead>
            <tr>
              <th scope="col">{t('examples.title')}</th>
              <th scope="col">{t('examples.kind')}</th>
              <th scope="col">{t('examples.result')}</th>
              {columns.map((id) => {
                const fact = findFact(dictionary, id)
                return (
                  <th key={id} scope="col">
                    {fact ? said(fact.title) : id}
                  </th>
                )
              })}
              <th scope="col">{t('examples.verdict')}</th>
              <th scope="col">{t('examples.amount')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {draft.examples.map((example, index) => (
              <Row
                key={index}
                number={index + 1}
                example={example}
                columns={columns}
                played={played[index]}
                onChange={(part) => change(index, part)}
                onRemove={() => onChange({ ...draft, examples: draft.examples.toSpliced(index, 1) })}
              />
            ))}
          </tbody>
        </table>
      </section>
      <div className="button-row">
        <Button look="second" small onClick={add}>
          {t('examples.add')}
        </Button>
      </div>
    </div>
  )
}

/** The facts that the rules and the examples name. */
function factsOf(draft: Props['draft'], dictionary: Dictionary | undefined): readonly string[] {
  const cells = draft.tables.flatMap(({ inputs, rules }) => [
    ...inputs.map(({ of }) => of),
    ...rules.map(({ gives }) => gives),
  ])
  const text = [draft.amount, draft.ceiling, ...draft.conditions.map(({ when }) => when), ...cells].join('\n')
  const names = new Set([...text.matchAll(/[a-z][a-zA-Z0-9]*/g)].map(([name]) => name))
  const known = [...(dictionary?.facts ?? []), ...(dictionary?.tables ?? [])].map(({ id }) => id)
  const used = known.filter((id) => names.has(id))
  return [...new Set([...used, ...draft.examples.flatMap(({ facts }) => Object.keys(facts))])]
}

type RowProps = {
  readonly number: number
  readonly example: DraftExample
  readonly columns: readonly string[]
  readonly played: Checked['examples'][number] | undefined
  readonly onChange: (part: Partial<DraftExample>) => void
  readonly onRemove: () => void
}

function Row({ number, example, columns, played, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('policy-desk')
  const cell = (name: string, value: string, set: (text: string) => void, label: string) => (
    <td key={name}>
      <input
        className="input desk-cell"
        value={value}
        aria-label={label}
        onChange={(event) => set(event.target.value)}
      />
    </td>
  )
  return (
    <tr>
      {cell(
        'title',
        example.title,
        (title) => onChange({ title }),
        t('examples.of', { number, name: t('examples.title') }),
      )}
      <td>
        <select
          className="input desk-cell"
          value={example.kind}
          aria-label={t('examples.of', { number, name: t('examples.kind') })}
          onChange={(event) => onChange({ kind: event.target.value as DraftExample['kind'] })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`examples.kinds.${kind}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <Outcome played={played} />
      </td>
      {columns.map((id) =>
        cell(
          id,
          example.facts[id] ?? '',
          (text) => onChange({ facts: { ...example.facts, [id]: text } }),
          t('examples.of', { number, name: id }),
        ),
      )}
      <td>
        <select
          className="input desk-cell"
          value={example.verdict}
          aria-label={t('examples.of', { number, name: t('examples.verdict') })}
          onChange={(event) => onChange({ verdict: event.target.value as DraftExample['verdict'] })}
        >
          {verdicts.map((verdict) => (
            <option key={verdict} value={verdict}>
              {t(`examples.verdicts.${verdict}`)}
            </option>
          ))}
        </select>
      </td>
      {cell(
        'amount',
        example.amount,
        (amount) => onChange({ amount }),
        t('examples.of', { number, name: t('examples.amount') }),
      )}
      <td>
        <Button look="plain" small onClick={onRemove}>
          {t('examples.remove', { number })}
        </Button>
      </td>
    </tr>
  )
}

function Outcome({ played }: { readonly played: RowProps['played'] }) {
  const { t } = useTranslation('policy-desk')
  if (!played) return <span className="quiet">—</span>
  if (played.wrong.length > 0)
    return <Status kind="refused">{t('examples.wrong', { facts: played.wrong.join(t('comma')) })}</Status>
  if (!played.decision) return <Status kind="paused">{t('examples.notYet')}</Status>
  const { verdict, amount } = played.decision
  const text = `${t(`examples.verdicts.${verdict}`)}${typeof amount === 'number' ? ` ${amount}` : ''}`
  return <Status kind={played.holds ? 'done' : 'refused'}>{text}</Status>
}
