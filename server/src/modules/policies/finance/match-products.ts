/** Which products a firm can have: verdict, limit, why, and the cheapest facts that would decide. Pure. */
import type { FactView, ProductMatch } from '@steppe/contracts/policies'
import {
  type Book,
  behind,
  type CompiledPolicy,
  decidePolicy,
  explainPolicy,
  type KnownFacts,
  readsOf,
} from '@steppe/kernels/policies'
import { type Product, productView } from './product.ts'

/** A fact as it is known, with who says so. */
export interface Told {
  readonly value: unknown
  readonly from: 'register' | 'held' | 'said'
}

type Offered = { readonly product: Product; readonly compiled: CompiledPolicy }
type Tells = Readonly<Record<string, Told>>

/** Decides one product on a day for what is known of a firm. */
export function matchProduct(book: Book, offered: Offered, known: KnownFacts, told: Tells, day: string): ProductMatch {
  const { product, compiled } = offered
  const decision = decidePolicy(compiled, known, day)
  const facts = factsFor(book, product)
  const limit = decision.verdict !== 'no' && typeof decision.amount === 'number' ? decision.amount : null
  return {
    product: productView(product),
    verdict: decision.verdict,
    limit,
    conditions: decision.conditions,
    missing: missingOf(book, product, known, day, decision.verdict, limit),
    used: facts.flatMap((id) => {
      const view = factView(book, id)
      const fact = told[id]
      return view && fact ? [{ ...view, value: fact.value, from: fact.from }] : []
    }),
  }
}

/** Facts of the dictionary that the conditions and the limit of a product read, down through the tables. */
export function factsFor(book: Book, product: Product): readonly string[] {
  const { conditions, benefit } = product.offer
  const texts = [...conditions.map(({ when }) => when), benefit.amount ?? '']
  const names = [...new Set(texts.flatMap((text) => (text === '' ? [] : readsOf(book, text))))]
  return behind(book, names).filter((id) => book.facts.has(id))
}

function missingOf(
  book: Book,
  product: Product,
  known: KnownFacts,
  day: string,
  verdict: ProductMatch['verdict'],
  limit: number | null,
): readonly FactView[] {
  if (verdict === 'no') return []
  const explained = verdict === 'unknown' ? explainPolicy(book, product.offer, known, day) : undefined
  const behindLimit = readsOf(book, product.offer.benefit.amount ?? 'null').filter(
    (id) => known.values[id] === undefined,
  )
  const ids = [
    ...(explained?.missing ?? []),
    ...(explained?.conditions.flatMap(({ missing }) => missing) ?? []),
    ...(limit === null ? behindLimit : []),
  ]
  return [...new Set(ids)].flatMap((id) => factView(book, id) ?? [])
}

/** A fact in words. */
export function factView(book: Book, id: string): FactView | undefined {
  const fact = book.facts.get(id)
  if (!fact) return undefined
  const { title, type, unit, choices, source } = fact
  return { id, title, type, source, ...(unit ? { unit } : {}), ...(choices ? { choices } : {}) }
}

const rank = { yes: 0, unknown: 1, no: 2 } as const

/** Those that fit first, then what is open; among equals the cheaper money. */
export function inOrder(matches: readonly ProductMatch[]): readonly ProductMatch[] {
  return [...matches].sort(
    (a, b) =>
      rank[a.verdict] - rank[b.verdict] ||
      a.missing.length - b.missing.length ||
      a.product.rate.from - b.product.rate.from,
  )
}
