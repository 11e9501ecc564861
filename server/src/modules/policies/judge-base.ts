/** Decides policies for a whole base of firms: those looked at closely by the interpreter, all others at once by a compiled program. */
import {
  type Book,
  type CompiledPolicy,
  type Decision,
  decidePolicy,
  type KnownFacts,
  knowFacts,
  momentOf,
  type ThreeValued,
} from '@steppe/kernels/policies'
import { type Column, columnOf, compilePopulation, firmProgram, plainValue, Unknown } from '@steppe/kernels/rules'
import type { CasesHouse } from '#cases/house'
import { type BaseFirm, readBase } from './read-base.ts'

export interface Judged {
  readonly firm: BaseFirm
  readonly known: KnownFacts
  /** A decision with its amount for each policy looked at closely, in their order. */
  readonly decisions: readonly Decision[]
  /** The verdict of each of the others, in their order. */
  readonly others: readonly ThreeValued[]
}

/** Every firm of the region on the day, page by page. A firm's wrong figure makes its own facts unknown and no other's. */
export async function* judgeBase(
  house: CasesHouse,
  book: Book,
  region: string,
  close: readonly CompiledPolicy[],
  others: readonly CompiledPolicy[],
  onRead?: (firms: number) => void,
): AsyncGenerator<readonly Judged[]> {
  const day = house.clock.today()
  const verdictsOf = programOf(book, others, day)
  for await (const firms of readBase(house, region, onRead))
    yield firms.map((firm) => {
      const known = knowFacts(book, firm.values, day)
      const decisions = close.map((policy) => decidePolicy(policy, known, day))
      return { firm, known, decisions, others: verdictsOf(known) }
    })
}

const kinds: Readonly<Record<string, Column['kind']>> = { number: 'number', date: 'date', boolean: 'boolean' }
const verdicts: readonly ThreeValued[] = ['no', 'yes', 'unknown']

/**
 * All verdicts of one firm after the other. What a table leaves open between few values, such as small or micro, the program
 * takes as not known; there the interpreter, which tries those values, has the word.
 */
export function programOf(
  book: Book,
  policies: readonly CompiledPolicy[],
  day: string,
): (known: KnownFacts) => ThreeValued[] {
  const typed = [...book.dictionary.facts, ...book.dictionary.tables]
  const columns = Object.fromEntries(typed.map(({ id, type }) => [id, columnOf(kinds[type] ?? 'text', [])]))
  const rules = policies.map(({ policy }) => ({ id: policy.id, when: policy.conditions.map(({ when }) => when) }))
  const now = momentOf(day)
  const population = compilePopulation({ size: 0, columns }, rules, now ? { now } : {})
  const ask = (known: KnownFacts) => policies.map((policy) => decidePolicy(policy, known, day).verdict)
  if ('refused' in population) return ask
  const program = firmProgram(population)
  const reads = policies.map(({ conditions }) => new Set(conditions.flatMap(({ code }) => code.reads)))
  return (known) => {
    const facts: Record<string, unknown> = {}
    const open: string[] = []
    for (const [id, value] of Object.entries(known.values)) {
      if (!(value instanceof Unknown)) facts[id] = plainValue(value)
      else if (value.options !== null) open.push(id)
    }
    const found = program(facts)
    return policies.map((policy, index) => {
      const verdict = verdicts[found[index] ?? 2] as ThreeValued
      const doubtful = verdict === 'unknown' && open.some((id) => reads[index]?.has(id))
      return doubtful ? decidePolicy(policy, known, day).verdict : verdict
    })
  }
}
