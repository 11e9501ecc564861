/** Conditions and benefit as rules: each checked as it is typed, with the facts that may be used and the tables behind them. */
import type { Dictionary } from '@steppe/kernels/policies'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import type { FieldsProps } from './basic-fields.tsx'
import type { Draft, DraftCondition } from './draft-policy.ts'
import { Duties, Exclusions } from './order-fields.tsx'
import { useFaultAt } from './problems.tsx'
import { OwnTables } from './table-editor.tsx'
import { TableGrid } from './table-grid.tsx'

const kinds = ['cash', 'tax', 'fee', 'loan', 'subsidy', 'service'] as const
const periods = ['once', 'month', 'quarter', 'year', 'period', 'person'] as const

type RuleProps = FieldsProps & { readonly dictionary: Dictionary | undefined }

export function RuleFields(props: RuleProps) {
  const { draft, dictionary } = props
  return (
    <div className="desk-fields">
      <Conditions {...props} />
      <Benefit {...props} />
      <OwnTables {...props} />
      <Exclusions {...props} />
      <Duties {...props} />
      {dictionary && <FactFinder dictionary={dictionary} />}
      {dictionary && <UsedTables draft={draft} dictionary={dictionary} />}
    </div>
  )
}

function Conditions({ draft, onChange, problems }: FieldsProps) {
  const { t } = useTranslation(['policy-desk', 'policies'])
  const faultAt = useFaultAt(problems)
  const { conditions } = draft
  const set = (next: readonly DraftCondition[]) => onChange({ ...draft, conditions: next })
  const change = (index: number, part: Partial<DraftCondition>) =>
    set(conditions.map((each, at) => (at === index ? { ...each, ...part } : each)))
  const blank = { id: nextId(conditions), title: { zh: '', en: '' }, when: '', source: '' }
  return (
    <Section title={t('policies:conditions')}>
      {conditions.map((condition, index) => (
        <fieldset key={condition.id} className="desk-condition">
          <legend>{t('condition', { number: index + 1 })}</legend>
          <TextInput
            label={t('field.condition')}
            value={condition.title.zh}
            onChange={(zh) => change(index, { title: { ...condition.title, zh } })}
            error={faultAt(`conditions.${condition.id}.title`)}
          />
          <div className="desk-code">
            <TextArea
              label={t('field.when')}
              hint={t('field.whenHint')}
              value={condition.when}
              onChange={(when) => change(index, { when })}
              rows={2}
              error={faultAt(`conditions.${condition.id}.when`)}
            />
          </div>
          <TextInput
            label={t('field.source')}
            value={condition.source}
            onChange={(source) => change(index, { source })}
            error={faultAt(`conditions.${condition.id}.source`)}
          />
          {conditions.length > 1 && (
            <Button look="plain" small onClick={() => set(conditions.filter((_, at) => at !== index))}>
              {t('removeCondition', { number: index + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      <div className="button-row">
        <Button look="second" small onClick={() => set([...conditions, blank])}>
          {t('addCondition')}
        </Button>
      </div>
    </Section>
  )
}

function Benefit({ draft, onChange, problems }: FieldsProps) {
  const { t } = useTranslation(['policy-desk', 'policies'])
  const faultAt = useFaultAt(problems)
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part })
  return (
    <Section title={t('benefit')}>
      <Select
        label={t('policies:kindName')}
        value={draft.kind}
        onChange={(kind) => set({ kind: kind as Draft['kind'] })}
        options={kinds.map((value) => ({ value, label: t(`policies:kind.${value}`) }))}
      />
      <TextInput
        label={t('field.benefit')}
        value={draft.benefit.zh}
        onChange={(zh) => set({ benefit: { ...draft.benefit, zh } })}
        error={faultAt('benefit.title')}
      />
      <div className="desk-code">
        <TextArea
          label={t('field.amount')}
          hint={t('field.amountHint')}
          value={draft.amount}
          onChange={(amount) => set({ amount })}
          rows={2}
          optional
          error={faultAt('benefit.amount')}
        />
      </div>
      <TextInput
        label={t('field.ceiling')}
        value={draft.ceiling}
        onChange={(ceiling) => set({ ceiling })}
        optional
        width="medium"
        error={faultAt('benefit.ceiling')}
      />
      <Select
        label={t('field.per')}
        value={draft.per}
        onChange={(per) => set({ per })}
        optional
        empty={t('per.none')}
        options={periods.map((value) => ({ value, label: t(`per.${value}`) }))}
      />
      <Checkbox label={t('field.free')} checked={draft.free} onChange={(free) => set({ free })} />
    </Section>
  )
}

function nextId(conditions: readonly DraftCondition[]): string {
  const numbers = conditions.map(({ id }) => Number(/(\d+)$/.exec(id)?.[1] ?? 0))
  return `condition-${Math.max(0, ...numbers) + 1}`
}

/** The dictionary, searched by its Chinese words: what to write for 从业人员. */
function FactFinder({ dictionary }: { readonly dictionary: Dictionary }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const [words, setWords] = useState('')
  const wanted = words.trim().toLowerCase()
  const all = [...dictionary.tables, ...dictionary.facts]
  const found =
    wanted === ''
      ? []
      : all.filter(({ id, title }) => `${id}\n${title.zh}\n${title.en}`.toLowerCase().includes(wanted)).slice(0, 8)
  return (
    <Section title={t('facts')}>
      <TextInput label={t('factSearch')} value={words} onChange={setWords} type="search" optional />
      {found.length > 0 && (
        <ul className="desk-facts">
          {found.map((fact) => (
            <li key={fact.id}>
              <code>{fact.id}</code> {said(fact.title)}
              {'unit' in fact && fact.unit && <span className="quiet">（{said(fact.unit)}）</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** The decision tables that the conditions use, as grids. */
function UsedTables({ draft, dictionary }: { readonly draft: Draft; readonly dictionary: Dictionary }) {
  const rules = [draft.amount, draft.ceiling, ...draft.conditions.map(({ when }) => when)].join('\n')
  const used = dictionary.tables.filter(({ id }) => new RegExp(`\\b${id}\\b`).test(rules))
  return (
    <>
      {used.map((table) => (
        <TableGrid key={table.id} table={table} />
      ))}
    </>
  )
}
