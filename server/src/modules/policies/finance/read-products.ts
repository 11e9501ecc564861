/** Products, banks and settings of the packs: read once, compiled against the dictionary of facts. */
import { type Book, type CompiledPolicy, compilePolicy, inForce, openBook } from '@steppe/kernels/policies'
import type { House } from '#platform/module'
import type { Pack } from '#platform/packs'
import { problemsText, readPolicyPacks } from '../read-pack.ts'
import { type Bank, type Product, readProduct, type Settings } from './product.ts'

export interface Counter {
  readonly book: Book
  readonly settings: Settings
  readonly banks: readonly Bank[]
  readonly products: ReadonlyMap<string, { readonly product: Product; readonly compiled: CompiledPolicy }>
}

const counters = new WeakMap<readonly Pack[], Promise<Counter>>()

/** What is on offer, as the packs say. */
export function getCounter(house: Pick<House, 'site'>): Promise<Counter> {
  const { packs } = house.site
  const found = counters.get(packs) ?? readCounter(packs)
  counters.set(packs, found)
  return found
}

/** The products that can be applied for on a day. */
export function productsOn(counter: Counter, day: string) {
  return [...counter.products.values()].filter(({ product }) => inForce(product.offer, day))
}

/** Throws at a product that cannot be read, with its file and what to mend. */
export async function readCounter(packs: readonly Pack[]): Promise<Counter> {
  const { dictionary } = await readPolicyPacks(packs)
  const book = openBook(dictionary)
  const settings = await lastOf<Settings>(packs, 'finance/finance.yaml')
  if (!settings) return { book, settings: noSettings, banks: [], products: new Map() }
  const banks: Bank[] = []
  const products = new Map<string, { product: Product; compiled: CompiledPolicy }>()
  for (const pack of packs) {
    banks.push(...((await pack.data<{ banks: readonly Bank[] }>('finance/banks.yaml'))?.banks ?? []))
    for (const file of (await pack.list('finance/products')).filter((name) => name.endsWith('.yaml'))) {
      const data = (await pack.data<Record<string, unknown>>(`finance/products/${file}`)) ?? {}
      const product = readProduct(data, banks, settings)
      const place = `${pack.card.name}/finance/products/${file}`
      if (typeof product === 'string') throw new Error(`${place}: ${product}`)
      if (isList(product)) throw new Error(problemsText(place, product))
      const compiled = compilePolicy(book, product.offer)
      if (!compiled) throw new Error(`${place}: an expression is no FEEL`)
      products.set(product.id, { product, compiled })
    }
  }
  return { book, settings, banks, products }
}

const noSettings: Settings = { department: '', title: { zh: '', en: '' }, collaterals: [] }

function isList<T>(value: unknown): value is readonly T[] {
  return Array.isArray(value)
}

async function lastOf<T>(packs: readonly Pack[], file: string): Promise<T | undefined> {
  const found = await Promise.all(packs.map((pack) => pack.data<T>(file)))
  return found.findLast((each) => each !== undefined)
}
