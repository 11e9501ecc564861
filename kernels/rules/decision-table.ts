/** Compiles decision tables: cells once, columns indexed, hit policies in two values and in three. */
import { coversAll } from './check-table.ts'
import type { DecisionTable } from './decision-model.ts'
import { applyHitPolicy, type Priorities } from './hit-policies.ts'
import { bind, type Code, type Frame, type Scope, step, warn } from './scope.ts'
import type { Node } from './syntax.ts'
import { type ColumnIndex, commonRules, indexColumn } from './table-index.ts'
import { coerce, type FeelType } from './types.ts'
import { eitherUnknown, oneOf } from './unknown-values.ts'
import { type Run, Unknown, type Value } from './values.ts'

/** What a table needs of the model it stands in. */
export type TableCompiler = {
  readonly expression: (text: string, scope: Scope | null, place: string) => Code
  readonly tests: (text: string, scope: Scope | null, place: string) => { readonly code: Code; readonly node: Node }
  readonly type: (typeRef: string | null) => FeelType
}

type Row = {
  readonly tests: readonly { readonly code: Code; readonly node: Node }[]
  readonly results: readonly Code[]
}

type CompiledTable = {
  readonly table: DecisionTable
  readonly inputs: readonly {
    readonly text: string
    readonly code: Code
    readonly type: FeelType
    readonly allowed: Code | null
  }[]
  readonly outputs: readonly {
    readonly name: string | null
    readonly type: FeelType
    readonly otherwise: Code | null
    readonly allowed: Code | null
  }[]
  readonly rows: readonly Row[]
  readonly columns: readonly (ColumnIndex | null)[]
  readonly priorities: (run: Run, frame: Frame | null) => Priorities
  /** Whether every combination of inputs has a rule, as far as constants tell. */
  readonly covers: () => boolean
}

/** A code for a decision table. */
export function compileTable(table: DecisionTable, scope: Scope | null, compiler: TableCompiler): Code {
  const compiled = compileParts(table, scope, compiler)
  return (run, frame) => evaluateTable(compiled, run, frame)
}

function compileParts(table: DecisionTable, scope: Scope | null, compiler: TableCompiler): CompiledTable {
  const cellScope = bind(scope, '?')
  const place = (rule: number, column: number) => `rule ${rule + 1}, column ${column + 1}`
  const allowed = (text: string | null) =>
    text === null || text === '' ? null : compiler.tests(text, cellScope, 'allowed values').code
  const rows = table.rules.map(
    ({ tests, results }, rule): Row => ({
      tests: table.inputs.map((_input, column) => compiler.tests(tests[column] || '-', cellScope, place(rule, column))),
      results: table.outputs.map((_output, column) =>
        compiler.expression(results[column] ?? '', scope, place(rule, table.inputs.length + column)),
      ),
    }),
  )
  return {
    table,
    rows,
    inputs: table.inputs.map((input) => ({
      text: input.text,
      code: compiler.expression(input.text, scope, `input ${input.label}`),
      type: compiler.type(input.typeRef),
      allowed: allowed(input.allowed),
    })),
    outputs: table.outputs.map((output) => ({
      name: output.name,
      type: compiler.type(output.typeRef),
      otherwise:
        output.otherwise === null || output.otherwise === ''
          ? null
          : compiler.expression(output.otherwise, scope, 'default output'),
      allowed: allowed(output.allowed),
    })),
    columns: table.inputs.map((_input, column) =>
      indexColumn(rows.map((row) => (row.tests[column] as Row['tests'][number]).node)),
    ),
    priorities: compilePriorities(table, scope, compiler),
    covers: once(() =>
      coversAll(
        table,
        table.inputs.map((input) => input.allowed),
      ),
    ),
  }
}

function once(find: () => boolean): () => boolean {
  let found: boolean | null = null
  return () => {
    found ??= find()
    return found
  }
}

/** The allowed output values in their order, each as written between commas. */
function compilePriorities(
  table: DecisionTable,
  scope: Scope | null,
  compiler: TableCompiler,
): CompiledTable['priorities'] {
  if (table.hitPolicy !== 'P' && table.hitPolicy !== 'O') return () => []
  const lists = table.outputs.map((output) => ({
    name: table.outputs.length > 1 ? output.name : null,
    code: output.allowed === null ? null : compiler.expression(`[${output.allowed}]`, scope, 'output values'),
  }))
  return (run, frame) =>
    lists.map(({ name, code }) => {
      const values = code?.(run, frame)
      return { name, values: Array.isArray(values) ? values : [] }
    })
}

function evaluateTable(compiled: CompiledTable, run: Run, frame: Frame | null): Value {
  const inputs: Value[] = []
  for (const input of compiled.inputs) {
    const value = coerce(input.code(run, frame), input.type) ?? null
    if (input.allowed !== null && value !== null && input.allowed(run, { value, up: frame }) === false) {
      return warn(run, `The value of ‘${input.text}’ is not among those allowed`)
    }
    inputs.push(value)
  }
  const open = inputs.some((value) => value instanceof Unknown)
  const found =
    open || run.threeValued
      ? tryAll(compiled, run, frame, inputs)
      : { matched: findRules(compiled, run, frame, inputs), open: [], unknown: null }
  run.notes?.push({
    table: compiled.table.id,
    inputs: compiled.inputs.map(({ text }, index) => ({ text, value: inputs[index] as Value })),
    matched: found.matched,
    open: found.open,
  })
  if (found.unknown !== null) return resultInThreeValues(compiled, run, frame, { ...found, unknown: found.unknown })
  return resultOf(compiled, run, frame, found.matched)
}

/** The rules that the columns' indexes let through, and the columns whose cells are still to be evaluated. */
function findCandidates(compiled: CompiledTable, inputs: readonly Value[]): { candidates: number[]; left: number[] } {
  const sets: Uint32Array[] = []
  const left: number[] = []
  for (const [column, index] of compiled.columns.entries()) {
    const set = index?.rulesFor(inputs[column] as Value) ?? null
    if (set !== null) sets.push(set)
    if (set === null || index?.complete !== true) left.push(column)
  }
  return { candidates: commonRules(sets, compiled.rows.length), left }
}

/** The rules that match. */
function findRules(compiled: CompiledTable, run: Run, frame: Frame | null, inputs: readonly Value[]): number[] {
  const { candidates, left } = findCandidates(compiled, inputs)
  if (left.length === 0) return candidates
  return candidates.filter((rule) => {
    step(run)
    const { tests } = compiled.rows[rule] as Row
    return left.every(
      (column) =>
        (tests[column] as Row['tests'][number]).code(run, { value: inputs[column] as Value, up: frame }) === true,
    )
  })
}

type Found = { readonly matched: readonly number[]; readonly open: readonly number[]; readonly unknown: Unknown | null }

/** The rules in three values: those that match, those that may, and what would tell. An input that is not known lets all through. */
function tryAll(compiled: CompiledTable, run: Run, frame: Frame | null, inputs: readonly Value[]): Found {
  const matched: number[] = []
  const open: number[] = []
  let unknown: Unknown | null = null
  const { candidates, left } = findCandidates(compiled, inputs)
  for (const rule of candidates) {
    step(run)
    const answer = rowAnswer((compiled.rows[rule] as Row).tests, left, run, frame, inputs)
    if (answer === true) matched.push(rule)
    if (!(answer instanceof Unknown)) continue
    open.push(rule)
    unknown = unknown === null ? answer : eitherUnknown(unknown, answer)
  }
  return { matched, open, unknown }
}

function rowAnswer(
  tests: Row['tests'],
  columns: readonly number[],
  run: Run,
  frame: Frame | null,
  inputs: readonly Value[],
): boolean | Unknown {
  let unknown: Unknown | null = null
  for (const column of columns) {
    const answer = (tests[column] as Row['tests'][number]).code(run, { value: inputs[column] as Value, up: frame })
    if (answer instanceof Unknown) unknown = unknown === null ? answer : eitherUnknown(unknown, answer)
    else if (answer !== true) return false
  }
  return unknown ?? true
}

function resultOf(compiled: CompiledTable, run: Run, frame: Frame | null, matched: readonly number[]): Value {
  const used = compiled.table.hitPolicy === 'F' ? matched.slice(0, 1) : matched
  const outputs = used.map((rule) => rowOutput(compiled, run, frame, (compiled.rows[rule] as Row).results))
  return applyHitPolicy(run, compiled.table.hitPolicy, outputs, compiled.priorities(run, frame), () =>
    defaultOutput(compiled, run, frame),
  )
}

/**
 * With rules that may or may not match: whatever each way of matching gives. Where the hit policy takes one rule, the
 * result is that of the rules that do match, or of these and one of the open ones; that none matches is left out when the
 * table has no gaps.
 */
function resultInThreeValues(
  compiled: CompiledTable,
  run: Run,
  frame: Frame | null,
  found: Found & { readonly unknown: Unknown },
): Value {
  const { matched, open, unknown } = found
  const policy = compiled.table.hitPolicy
  if (policy !== 'U' && policy !== 'F' && policy !== 'A' && policy !== 'P') return unknown
  if (policy === 'U' && matched.length > 0) return resultOf(compiled, run, frame, matched)
  const ways = open.map((rule) => [...matched, rule].sort((a, b) => a - b))
  if (matched.length > 0 || !compiled.covers()) ways.push([...matched])
  return oneOf(
    unknown,
    ways.map((rules) => resultOf(compiled, run, frame, rules)),
  )
}

function rowOutput(compiled: CompiledTable, run: Run, frame: Frame | null, results: readonly Code[]): Value {
  return combine(
    compiled,
    run,
    results.map((code, index) => {
      const output = compiled.outputs[index] as CompiledTable['outputs'][number]
      const value = code(run, frame)
      const fitted = coerce(value, output.type)
      if (fitted === undefined) return warn(run, 'The output of a rule is not of its type')
      if (output.allowed !== null && fitted !== null && output.allowed(run, { value: fitted, up: frame }) === false) {
        return warn(run, 'The output of a rule is not among those allowed')
      }
      return fitted
    }),
  )
}

function defaultOutput(compiled: CompiledTable, run: Run, frame: Frame | null): Value {
  if (compiled.outputs.every((output) => output.otherwise === null)) return warn(run, 'No rule matches')
  return combine(
    compiled,
    run,
    compiled.outputs.map((output) => output.otherwise?.(run, frame) ?? null),
  )
}

function combine(compiled: CompiledTable, _run: Run, values: readonly Value[]): Value {
  if (values.length === 1) return values[0] as Value
  const result: Record<string, Value> = {}
  for (const [index, { name }] of compiled.outputs.entries())
    result[name ?? `output ${index + 1}`] = values[index] as Value
  return result
}
