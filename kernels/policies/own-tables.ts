/** Policies that have tables of their own: the dictionary with these after its own, and what follows from them for a firm. */
import { type DecisionModel, evaluateDecision, type Value } from '../rules/index.ts'
import { type Book, behind, momentOf, openBook, readsOf, withGiven } from './book.ts'
import type { Policy } from './policy.ts'

const books = new WeakMap<Policy, { readonly book: Book; readonly made: Book }>()

/** The book in which a policy is read. */
export function bookFor(book: Book, policy: Policy): Book {
  const { tables = [] } = policy
  if (tables.length === 0) return book
  const found = books.get(policy)
  if (found?.book === book) return found.made
  const made = openBook({ facts: book.dictionary.facts, tables: [...book.dictionary.tables, ...tables] })
  books.set(policy, { book, made })
  return made
}

/** All facts, base and derived, that a policy's conditions, amount and ceiling rest on. */
export function factsBehind(whole: Book, policy: Policy): readonly string[] {
  const book = bookFor(whole, policy)
  const { amount = '', ceiling } = policy.benefit
  const sources = [...policy.conditions.map(({ when }) => when), amount, typeof ceiling === 'string' ? ceiling : '']
  return behind(
    book,
    sources.flatMap((source) => (source === '' ? [] : readsOf(book, source))),
  )
}

/** The models of a policy's own tables, each after those it needs. */
export function ownModels(book: Book, policy: Policy): readonly (readonly [id: string, model: DecisionModel])[] {
  if ((policy.tables ?? []).length === 0) return []
  // What the dictionary's tables derive is known by then, or was given.
  const derived = book.dictionary.tables.map(({ id }) => id)
  return [...withGiven(bookFor(book, policy), derived).derived]
}

/** A firm's facts with what own tables derive from them. */
export function withOwn(
  models: ReturnType<typeof ownModels>,
  known: Readonly<Record<string, Value>>,
  today: string,
): Readonly<Record<string, Value>> {
  if (models.length === 0) return known
  const now = momentOf(today)
  const values = { ...known }
  for (const [id, model] of models)
    values[id] = evaluateDecision(model, id, values, { threeValued: true, ...(now ? { now } : {}) }).feel
  return values
}
