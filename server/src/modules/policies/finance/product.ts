/** A credit product as an offer: who may have it (FEEL over the dictionary of facts), how much, at which rate, against what. */
import type { ProductView } from '@steppe/contracts/policies'
import { isProblems, type Policy, type PolicyProblem, readPolicy } from '@steppe/kernels/policies'

type Words = { readonly zh: string; readonly en: string }

export interface Bank {
  readonly id: string
  readonly name: Words
}

export interface Collateral {
  readonly id: ProductView['collateral']['id']
  readonly title: Words
  /** The register in which the pledge must stand before it holds. */
  readonly register?: Words
  readonly source?: string
}

export interface Settings {
  /** Kind of department that answers for the matching. */
  readonly department: string
  readonly title: Words
  readonly collaterals: readonly Collateral[]
}

export interface Product {
  readonly id: string
  readonly bank: Bank
  readonly about: Words
  readonly collateral: Collateral
  readonly greenChannel: boolean
  /** Percent a year. */
  readonly rate: { readonly from: number; readonly to: number }
  readonly months: { readonly from: number; readonly to: number }
  readonly ceiling: number
  readonly answerWithin: string
  /** Its rules and examples, of the same form as a policy's: decided, explained and tested alike. */
  readonly offer: Policy
}

type Data = Readonly<Record<string, unknown>>

/** Reads a product of a pack; the offer's parts are those of a policy whose benefit is the loan. */
export function readProduct(
  data: Data,
  banks: readonly Bank[],
  settings: Settings,
): Product | readonly PolicyProblem[] | string {
  const bank = banks.find((each) => each.id === data.bank)
  const collateral = settings.collaterals.find((each) => each.id === data.collateral)
  if (!bank) return `there is no bank ‘${String(data.bank)}’ in banks.yaml`
  if (!collateral) return `there is no collateral ‘${String(data.collateral)}’ in finance.yaml`
  const offer = readOffer(data, bank)
  if (isProblems(offer)) return offer
  const { rate, months, ceiling, about, answerWithin } = data
  if (!isSpan(rate) || !isSpan(months) || typeof ceiling !== 'number' || !isWords(about))
    return 'rate and months need from and to, ceiling a number, about words in both languages'
  if (typeof answerWithin !== 'string' || !/^\d+(wd|d)$/.test(answerWithin)) return 'answerWithin should be like 5wd'
  const greenChannel = data.greenChannel === true
  return { id: offer.id, bank, about, collateral, greenChannel, rate, months, ceiling, answerWithin, offer }
}

function readOffer(data: Data, bank: Bank): Policy | readonly PolicyProblem[] {
  return readPolicy({
    id: data.id,
    version: data.version ?? 1,
    title: data.title,
    document: { number: `${bank.name.zh}产品说明`, issuer: bank.name, level: 'region', title: data.title },
    validFrom: data.validFrom,
    ...(data.validUntil === undefined ? {} : { validUntil: data.validUntil }),
    confidence: data.confidence,
    conditions: data.conditions,
    benefit: { kind: 'loan', title: data.about, amount: data.limit, ceiling: data.ceiling },
    duties: [],
    examples: data.examples,
  })
}

function isSpan(value: unknown): value is { readonly from: number; readonly to: number } {
  const { from, to } = (value ?? {}) as { readonly from?: unknown; readonly to?: unknown }
  return typeof from === 'number' && typeof to === 'number' && from <= to
}

function isWords(value: unknown): value is Words {
  const { zh, en } = (value ?? {}) as Partial<Words>
  return typeof zh === 'string' && typeof en === 'string'
}

/** The product as everybody sees it. */
export function productView(product: Product): ProductView {
  const { id, bank, about, greenChannel, rate, months, ceiling, answerWithin, offer } = product
  const { register, title } = product.collateral
  return {
    id,
    bank,
    title: offer.title,
    about,
    collateral: { id: product.collateral.id, title, ...(register ? { register } : {}) },
    greenChannel,
    rate,
    months,
    ceiling,
    answerWithin,
    conditions: offer.conditions.map(({ id: condition, title: words, source }) => ({
      id: condition,
      title: words,
      source,
    })),
    invented: offer.confidence === 'invented',
  }
}
