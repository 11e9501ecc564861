/** The numbers that a policy compares facts with, in its conditions and in the tables of its own: what a slider may move, and where a cliff may be. */

/** The parts of a policy, or of a draft of one, in which such numbers stand. */
export type Ruled = {
  readonly conditions: readonly { readonly id: string; readonly when: string }[]
  readonly tables?: readonly {
    readonly id: string
    readonly inputs: readonly { readonly of: string }[]
    readonly rules: readonly { readonly when: readonly string[] }[]
  }[]
}

/** A number that a fact is compared with, as in `employees <= 300`. */
export type Threshold = {
  /** The id of the condition, or `tables.` with the name of the table. */
  readonly condition: string
  /** Which number of the condition; of a table, which of the different numbers of its columns. From 0, as they are read. */
  readonly number: number
  readonly fact: string
  readonly value: number
}

/** A number to stand in the place of a threshold. */
export type Moved = Pick<Threshold, 'condition' | 'number' | 'value'>

const text = '"(?:[^"\\\\]|\\\\.)*"'
const figure = '(\\d+(?:\\.\\d+)?)(?!\\w|\\.\\w)(?!\\s*[-+*/])'
/** `employees >= 30`, and not `revenue / employees >= 30`. */
const inCondition = new RegExp(
  `${text}|((?<![\\w.])(?<![-+*/]\\s*)([a-z][a-zA-Z0-9]*)\\s*(?:<=|>=|<|>)\\s*)${figure}`,
  'g',
)
/** `>= 30` and both ends of `[30..100)`. */
const inCell = new RegExp(`${text}|((?:<=|>=|<|>|[[(\\]](?=[^,]*\\.\\.)|\\.\\.)\\s*)${figure}`, 'g')
const plainFact = /^\s*([a-z][a-zA-Z0-9]*)\s*$/

/** All of them, conditions first. A number that stands in several rows of a table's column is one, so that rows stay joined; a 0 there is where it begins. */
export function thresholdsOf(policy: Ruled): readonly Threshold[] {
  const found = new Map<string, Threshold>()
  rewrite(policy, (threshold) => {
    found.set(`${threshold.condition} ${threshold.number}`, threshold)
    return undefined
  })
  return [...found.values()]
}

/** The policy with some of its numbers moved. */
export function withMoved<T extends Ruled>(policy: T, moved: readonly Moved[]): T {
  return rewrite(
    policy,
    ({ condition, number }) => moved.find((each) => each.condition === condition && each.number === number)?.value,
  )
}

/** The value that stands in the place of a threshold; undefined leaves it. */
type Rewritten = (threshold: Threshold) => number | undefined

function rewrite<T extends Ruled>(policy: T, to: Rewritten): T {
  const { conditions, tables } = policy
  return {
    ...policy,
    conditions: conditions.map((condition) => ({ ...condition, when: rewriteCondition(condition, to) })),
    ...(tables ? { tables: tables.map((table) => ({ ...table, rules: rewriteRules(table, to) })) } : {}),
  }
}

function rewriteCondition({ id, when }: Ruled['conditions'][number], to: Rewritten): string {
  let number = 0
  return when.replace(inCondition, (whole: string, before?: string, fact = '', value = '') => {
    if (before === undefined) return whole
    const is = to({ condition: id, number: number++, fact, value: Number(value) })
    return is === undefined ? whole : `${before}${is}`
  })
}

function rewriteRules({ id, inputs, rules }: NonNullable<Ruled['tables']>[number], to: Rewritten) {
  const facts = inputs.map(({ of }) => plainFact.exec(of)?.[1])
  const seen: string[] = []
  const numberOf = (key: string) => (seen.includes(key) ? seen.indexOf(key) : seen.push(key) - 1)
  return rules.map((rule) => ({
    ...rule,
    when: rule.when.map((cell, column) =>
      cell.replace(inCell, (whole: string, before?: string, value = '') => {
        const fact = facts[column]
        if (before === undefined || fact === undefined || Number(value) === 0) return whole
        const number = numberOf(`${column} ${Number(value)}`)
        const is = to({ condition: `tables.${id}`, number, fact, value: Number(value) })
        return is === undefined ? whole : `${before}${is}`
      }),
    ),
  }))
}
