/** Checks a policy before it is published: each expression, its examples, and the policies it names. */

import { compileFeel, isFeelRefusal } from '../rules/index.ts'
import { type Book, tableReads, tablesInCircles } from './book.ts'
import { checkPlaced, type PlacedExpression } from './check-expression.ts'
import { checkOwnTables } from './check-own-tables.ts'
import { nearestName } from './feel-words.ts'
import { bookFor } from './own-tables.ts'
import { type PlayedExample, playExamples } from './play-examples.ts'
import type { ExampleKind, Policy } from './policy.ts'
import { type PolicyProblem, problem } from './problem.ts'
import type { Words } from './words.ts'

const wantedKinds: readonly ExampleKind[] = ['in', 'out', 'unknown', 'edge']
const kindNames = { in: '符合', out: '不符合', unknown: '不确定', edge: '临界' }

/**
 * All problems of a policy; none but advised ones means it may be published. `others` are the ids of the policies there are, `taken`
 * the names of their own tables.
 */
export function checkPolicy(
  book: Book,
  policy: Policy,
  others: readonly string[] = [],
  taken: readonly string[] = [],
): PolicyProblem[] {
  const found = [...checkOwnTables(book, policy, taken), ...checkExpressions(book, policy)]
  const played = found.some(({ advised }) => !advised) ? [] : checkExamples(book, policy)
  return [...found, ...checkExclusions(policy, others), ...played]
}

/** The problems of conditions, amount and ceiling: what is checked as somebody types. */
export function checkExpressions(book: Book, policy: Policy): PolicyProblem[] {
  const { amount, ceiling } = policy.benefit
  const number = (place: string, source: string): PlacedExpression => ({ place, source, wanted: 'number' })
  const found = checkPlaced(bookFor(book, policy), [
    ...policy.conditions.map(
      ({ id, when }): PlacedExpression => ({ place: `conditions.${id}.when`, source: when, wanted: 'boolean' }),
    ),
    ...(amount === undefined ? [] : [number('benefit.amount', amount)]),
    ...(typeof ceiling === 'string' ? [number('benefit.ceiling', ceiling)] : []),
  ])
  return found.map((each) => ({ ...each, message: withTitles(policy, each.message) }))
}

/** Conditions by their titles, as whoever wrote them knows them. */
function withTitles({ conditions }: Policy, { zh, en }: Words): Words {
  const named = (text: string, language: 'zh' | 'en') =>
    conditions.reduce((said, { id, title }) => said.replace(`conditions.${id}.when`, title[language] || id), text)
  return { zh: named(zh, 'zh'), en: named(en, 'en') }
}

function checkExclusions(policy: Policy, others: readonly string[]): PolicyProblem[] {
  if (others.length === 0) return []
  return (policy.excludes ?? []).flatMap((exclusion) => {
    if (!('policy' in exclusion) || others.includes(exclusion.policy)) return []
    const near = nearestName(exclusion.policy, others)
    return [
      problem(
        'policies.unknown_policy',
        'excludes',
        { zh: `没有编号为“${exclusion.policy}”的政策`, en: `There is no policy “${exclusion.policy}”` },
        near === undefined
          ? { zh: '请核对编号。', en: 'Check its id.' }
          : { zh: `是不是“${near}”？`, en: `Do you mean “${near}”?` },
      ),
    ]
  })
}

function checkExamples(book: Book, policy: Policy): PolicyProblem[] {
  const missing = wantedKinds.filter((kind) => !policy.examples.some((example) => example.kind === kind))
  const gap = problem(
    'policies.examples_missing',
    'examples',
    {
      zh: `缺少${missing.map((kind) => `“${kindNames[kind]}”`).join('、')}的示例`,
      en: `Examples are missing: ${missing.join(', ')}`,
    },
    {
      zh: '符合、不符合、不确定、临界四类示例各至少一个。',
      en: 'Give at least one each: in, out, unknown and edge.',
    },
  )
  return [...(missing.length > 0 ? [gap] : []), ...playExamples(book, policy).flatMap(failureOf)]
}

function failureOf(played: PlayedExample, index: number): PolicyProblem[] {
  if (played.holds) return []
  const { example, decision, wrong } = played
  const place = `examples.${index + 1}`
  if (wrong.length > 0) {
    return [
      problem(
        'policies.example_fails',
        place,
        {
          zh: `示例“${example.title}”里的 ${wrong.join('、')} 不在事实目录，或值不对`,
          en: `Example “${example.title}”: ${wrong.join(', ')} is no known fact, or has a wrong value`,
        },
        { zh: '请改正示例的事实。', en: 'Correct the facts of the example.' },
      ),
    ]
  }
  const got = decision === null ? '?' : `${decision.verdict}${amountText(decision.amount)}`
  const wanted = `${example.verdict}${amountText(example.amount ?? null)}`
  return [
    problem(
      'policies.example_fails',
      place,
      {
        zh: `示例“${example.title}”应为 ${wanted}，算得 ${got}`,
        en: `Example “${example.title}” should be ${wanted}, and comes out ${got}`,
      },
      { zh: '请改正条件、算式或示例。', en: 'Correct the conditions, the formula or the example.' },
    ),
  ]
}

function amountText(amount: number | 'unknown' | null): string {
  return amount === null ? '' : ` ${amount}`
}

/** The problems of the dictionary's tables: names, circles. */
export function checkTables(book: Book): PolicyProblem[] {
  const circles = tablesInCircles(book).map((id) =>
    problem(
      'policies.circle',
      `tables.${id}`,
      { zh: `表“${id}”绕了一圈又要用到自己`, en: `The table “${id}” needs itself` },
      { zh: '请去掉其中一个输入。', en: 'Take one of the inputs out.' },
    ),
  )
  const names = book.dictionary.tables.flatMap((table) =>
    [
      ...table.inputs.flatMap(({ of }) => checkExpressionNames(book, of)),
      ...tableReads(book, table).filter((name) => !book.names.includes(name)),
    ].map((name) =>
      problem(
        'policies.unknown_fact',
        `tables.${table.id}`,
        {
          zh: `表“${table.id}”用到的“${name}”不在事实目录`,
          en: `Table “${table.id}” reads “${name}”, which is not known`,
        },
        { zh: '请核对名称。', en: 'Check the name.' },
      ),
    ),
  )
  return [...circles, ...names]
}

function checkExpressionNames(book: Book, source: string): string[] {
  return isFeelRefusal(compileFeel(source, { names: book.names })) ? [source] : []
}
