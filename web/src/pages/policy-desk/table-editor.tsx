/** The policy's own decision tables as grids that are written in: each cell is checked as one types, and says what is wrong with it. */
import type { Dictionary, PolicyProblem } from '@steppe/kernels/policies'
import { type KeyboardEvent, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { findFact } from '../policies/fact-words.ts'
import type { FieldsProps } from './basic-fields.tsx'
import type { DraftTable } from './draft-policy.ts'
import { addColumn, addRow, blankTable, moveRow, removeColumn, removeRow, setCell } from './draft-table.ts'

export function OwnTables({
  draft,
  onChange,
  problems,
  dictionary,
}: FieldsProps & { readonly dictionary: Dictionary | undefined }) {
  const { t } = useTranslation('policy-desk')
  const { tables } = draft
  const set = (next: readonly DraftTable[]) => onChange({ ...draft, tables: next })
  return (
    <Section title={t('grid.title')}>
      <p className="quiet">{t('grid.lead')}</p>
      {tables.map((table, index) => (
        <TableEditor
          key={index}
          number={index + 1}
          table={table}
          dictionary={dictionary}
          problems={problems.filter(
            ({ place }) => place === `tables.${table.id}` || place.startsWith(`tables.${table.id}.`),
          )}
          onChange={(next) => set(tables.with(index, next))}
          onRemove={() => set(tables.toSpliced(index, 1))}
        />
      ))}
      <div className="button-row">
        <Button look="second" small onClick={() => set([...tables, blankTable(tables.map(({ id }) => id))])}>
          {t('grid.add')}
        </Button>
      </div>
    </Section>
  )
}

type EditorProps = {
  readonly number: number
  readonly table: DraftTable
  readonly dictionary: Dictionary | undefined
  readonly problems: readonly PolicyProblem[]
  readonly onChange: (table: DraftTable) => void
  readonly onRemove: () => void
}

function TableEditor({ number, table, dictionary, problems, onChange, onRemove }: EditorProps) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const own = `tables.${table.id}.`
  const nameFault = problems.find(({ place }) => place === `${own}id`)
  return (
    <fieldset className="desk-condition">
      <legend>{t('grid.of', { number })}</legend>
      <TextInput
        label={t('grid.id')}
        hint={t('grid.idHint')}
        value={table.id}
        onChange={(id) => onChange({ ...table, id: id.trim() })}
        spellCheck={false}
        width="medium"
        error={nameFault && `${said(nameFault.message)} ${said(nameFault.advice)}`}
      />
      <TextInput
        label={t('grid.name')}
        value={table.title.zh}
        onChange={(zh) => onChange({ ...table, title: { ...table.title, zh } })}
      />
      <Select
        label={t('grid.type')}
        value={table.type}
        onChange={(type) => onChange({ ...table, type: type as DraftTable['type'] })}
        options={(['number', 'text', 'boolean'] as const).map((value) => ({ value, label: t(`grid.types.${value}`) }))}
      />
      <Select
        label={t('grid.hit')}
        value={table.hitPolicy}
        onChange={(hit) => onChange({ ...table, hitPolicy: hit as DraftTable['hitPolicy'] })}
        options={(['F', 'U'] as const).map((value) => ({ value, label: t(`grid.hits.${value}`) }))}
      />
      <Grid table={table} dictionary={dictionary} problems={problems} onChange={onChange} />
      <div className="button-row">
        <Button look="second" small onClick={() => onChange(addRow(table, table.rules.length - 1))}>
          {t('grid.addRow')}
        </Button>
        <Button look="second" small onClick={() => onChange(addColumn(table))}>
          {t('grid.addColumn')}
        </Button>
        <Button look="plain" small onClick={onRemove}>
          {t('grid.remove', { number })}
        </Button>
      </div>
    </fieldset>
  )
}

type GridProps = Pick<EditorProps, 'table' | 'dictionary' | 'problems' | 'onChange'>

/** Where the keyboard goes: up and down within a column, Enter to the next row, Alt with an arrow takes the row along. */
function Grid({ table, dictionary, problems, onChange }: GridProps) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const grid = useRef<HTMLTableElement>(null)
  const own = useId()
  const focus = (row: number, column: number) =>
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus())
  const press = (event: KeyboardEvent, row: number, column: number) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (by !== 0 && event.altKey) onChange(moveRow(table, row, by))
    else if (event.key === 'Enter' && row === table.rules.length - 1) onChange(addRow(table, row))
    else if (by === 0 && event.key !== 'Enter') return
    event.preventDefault()
    focus(Math.max(0, row + (by || 1)), column)
  }
  return (
    <>
      <p className="quiet" id={`${own}-keys`}>
        {t('grid.keys')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a grid that scrolls must be reached by the keyboard. */}
      <section className="desk-scroll" tabIndex={0} aria-label={table.title.zh || t('grid.title')}>
        <table className="desk-grid" ref={grid} aria-describedby={`${own}-keys`}>
          <Head table={table} dictionary={dictionary} problems={problems} onChange={onChange} own={own} />
          <tbody>
            {table.rules.map((rule, row) => (
              <tr key={row}>
                <th scope="row">{row + 1}</th>
                {[...rule.when, rule.gives].map((text, column) => (
                  <Cell
                    key={column}
                    at={`${row} ${column}`}
                    label={t('grid.cell', { row: row + 1, column: headOf(table, column, t('grid.gives'), said) })}
                    text={text}
                    fault={faultAt(problems, table, row + 1, column + 1)}
                    describedBy={`${own}-faults`}
                    onChange={(next) => onChange(setCell(table, row, column, next))}
                    onKey={(event) => press(event, row, column)}
                  />
                ))}
                <td>
                  <RowButtons table={table} row={row} onChange={onChange} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Faults table={table} problems={problems} own={own} />
    </>
  )
}

function headOf(
  { inputs }: DraftTable,
  column: number,
  gives: string,
  said: (words: DraftTable['title']) => string,
): string {
  const input = inputs[column]
  return input ? said(input.title) || input.of || String(column + 1) : gives
}

function Head({ table, dictionary, problems, onChange, own }: GridProps & { readonly own: string }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const change = (column: number, of: string) => {
    const fact = findFact(dictionary, of.trim())
    const title = fact ? fact.title : { zh: of, en: of }
    onChange({ ...table, inputs: table.inputs.with(column, { of, title }) })
  }
  return (
    <thead>
      <tr>
        <th scope="col">#</th>
        {table.inputs.map((input, column) => (
          <th key={column} scope="col">
            <input
              className="input desk-cell"
              value={input.of}
              list={`${own}-facts`}
              spellCheck={false}
              placeholder={t('grid.input')}
              aria-label={t('grid.inputOf', { number: column + 1 })}
              aria-invalid={problems.some(({ place }) => place === `tables.${table.id}.inputs.${column + 1}`)}
              aria-describedby={`${own}-faults`}
              onChange={(event) => change(column, event.target.value)}
            />
            <span className="desk-head">
              {findFact(dictionary, input.of) && <Said text={said(input.title)} />}
              {table.inputs.length > 1 && (
                <Button look="plain" small onClick={() => onChange(removeColumn(table, column))}>
                  {t('grid.removeColumn', { number: column + 1 })}
                </Button>
              )}
            </span>
          </th>
        ))}
        <th scope="col">{t('grid.gives')}</th>
        <th scope="col">{t('grid.row')}</th>
      </tr>
      <tr hidden>
        <td>
          <datalist id={`${own}-facts`}>
            {[...(dictionary?.facts ?? []), ...(dictionary?.tables ?? [])].map(({ id, title }) => (
              <option key={id} value={id}>
                {said(title)}
              </option>
            ))}
          </datalist>
        </td>
      </tr>
    </thead>
  )
}

type CellProps = {
  readonly at: string
  readonly label: string
  readonly text: string
  readonly fault: PolicyProblem | undefined
  readonly describedBy: string
  readonly onChange: (text: string) => void
  readonly onKey: (event: KeyboardEvent) => void
}

function Cell({ at, label, text, fault, describedBy, onChange, onKey }: CellProps) {
  const said = useSaid()
  return (
    <td>
      <input
        className="input desk-cell"
        data-cell={at}
        value={text}
        placeholder="-"
        spellCheck={false}
        aria-label={label}
        aria-invalid={fault !== undefined}
        aria-describedby={fault ? describedBy : undefined}
        title={fault && `${said(fault.message)} ${said(fault.advice)}`}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKey}
      />
    </td>
  )
}

function RowButtons({ table, row, onChange }: Pick<GridProps, 'table' | 'onChange'> & { readonly row: number }) {
  const { t } = useTranslation('policy-desk')
  const last = table.rules.length - 1
  const button = (name: 'up' | 'down' | 'removeRow', sign: string, next: DraftTable, off: boolean) => (
    <button
      type="button"
      className="desk-row-button"
      aria-label={t(`grid.${name}`, { row: row + 1 })}
      title={t(`grid.${name}`, { row: row + 1 })}
      disabled={off}
      onClick={() => onChange(next)}
    >
      {sign}
    </button>
  )
  return (
    <span className="desk-row-buttons">
      {button('up', '↑', moveRow(table, row, -1), row === 0)}
      {button('down', '↓', moveRow(table, row, 1), row === last)}
      {button('removeRow', '✕', removeRow(table, row), last === 0)}
    </span>
  )
}

/** A fault of a cell, else of its whole row. */
function faultAt(
  problems: readonly PolicyProblem[],
  { id, inputs }: DraftTable,
  row: number,
  column: number,
): PolicyProblem | undefined {
  const own = `tables.${id}.rules.${row}`
  const places = [`${own}.${column}`, own, ...(column > inputs.length ? [`${own}.gives`] : [])]
  return problems.find(({ place }) => places.includes(place))
}

function Faults({ table, problems, own }: Pick<GridProps, 'table' | 'problems'> & { readonly own: string }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const where = (place: string) => {
    const [, , part, row, column] = place.split('.')
    if (part === 'inputs') return t('grid.inputOf', { number: Number(row) })
    if (part !== 'rules' || !row) return ''
    if (column === 'gives') return t('grid.cell', { row, column: t('grid.gives') })
    return column
      ? t('grid.cell', { row, column: headOf(table, Number(column) - 1, t('grid.gives'), said) })
      : t('grid.rowOf', { row })
  }
  return (
    <ul className="desk-faults" id={`${own}-faults`} aria-live="polite">
      {problems
        .filter(({ place }) => !place.endsWith('.id'))
        .map(({ place, message, advice, advised }) => (
          <li key={`${place} ${message.zh}`} className={advised ? 'quiet' : undefined}>
            {where(place) && `${where(place)}${t('colon')}`}
            {said(message)}
            {t('stop')}
            {said(advice)}
          </li>
        ))}
    </ul>
  )
}
