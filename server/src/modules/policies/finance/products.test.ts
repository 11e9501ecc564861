/** What the packs offer: every product's rules are sound, and every example comes out as it says. */
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { checkPolicy, knowFacts } from '@steppe/kernels/policies'
import { openPacks } from '#platform/packs'
import { problemsText } from '../read-pack.ts'
import { inOrder, matchProduct } from './match-products.ts'
import { readCounter } from './read-products.ts'

const packs = await openPacks(resolve(import.meta.dirname, '../../../../../packs'), ['national', 'neimenggu', 'demo'])
const counter = await readCounter(packs)

test('every product has an example each of in, out, unknown and edge, and all of them hold', () => {
  assert.ok(counter.products.size >= 6)
  const faults = [...counter.products.values()].flatMap(({ product }) => {
    const problems = checkPolicy(counter.book, product.offer, [])
    return problems.length > 0 ? [problemsText(product.id, problems)] : []
  })
  assert.deepEqual(faults, [], faults.join('\n'))
})

test('what banks of the demonstration offer is marked as invented, and no other pack invents a bank', async () => {
  for (const { product } of counter.products.values())
    if (product.bank.id.startsWith('demo-')) assert.equal(product.offer.confidence, 'invented', product.id)
  for (const pack of packs.filter(({ card }) => card.name !== 'demo'))
    assert.deepEqual(await pack.list('finance/products'), [], pack.card.name)
})

function matchAll(facts: Record<string, unknown>) {
  const known = knowFacts(counter.book, facts, '2026-11-23')
  const told = Object.fromEntries(Object.entries(facts).map(([id, value]) => [id, { value, from: 'said' as const }]))
  return inOrder(
    [...counter.products.values()].map((offered) => matchProduct(counter.book, offered, known, told, '2026-11-23')),
  )
}

test('a cooperative with tagged, insured cattle gets the livestock loan, reckoned from their value', () => {
  const [first] = matchAll({
    holderKind: 'farmers_cooperative',
    livestockTaggedHead: 80,
    livestockInsured: true,
    overdueDebt: false,
    livestockValue: 960000,
  })
  assert.deepEqual([first?.product.id, first?.verdict, first?.limit], ['livestock-loan', 'yes', 576000])
  assert.equal(first?.used.length, 5, 'only what the product asks for would be sent')
})

test('one missing fact is named in words, and a fact that rules a product out asks for nothing more', () => {
  const matches = matchAll({
    trademarkRegistered: true,
    operatingMonths: 90,
    overdueDebt: false,
    holderKind: 'enterprise',
  })
  const of = (id: string) => matches.find(({ product }) => product.id === id)
  assert.deepEqual(
    of('trademark-pledge-loan')?.missing.map(({ title }) => title.zh),
    ['商标评估价值'],
  )
  assert.deepEqual([of('shop-loan')?.verdict, of('shop-loan')?.missing], ['no', []])
})

test('where only the limit is open, the fact behind it is asked for', () => {
  const match = matchAll({
    holderKind: 'farmers_cooperative',
    livestockTaggedHead: 80,
    livestockInsured: true,
    overdueDebt: false,
  }).find(({ product }) => product.id === 'livestock-loan')
  assert.deepEqual(
    [match?.verdict, match?.limit, match?.missing.map(({ id }) => id)],
    ['yes', null, ['livestockValue']],
  )
})
