/** The products on offer: for everybody, or for one firm with what fits it and why. */
import type { ProductMatch, Products } from '@steppe/contracts/policies'
import { type FirmRow, findFirm } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { gatherFacts } from './gather-facts.ts'
import { over } from './keep-loan.ts'
import { inOrder, matchProduct } from './match-products.ts'
import { productView } from './product.ts'
import { getCounter, productsOn } from './read-products.ts'

/** The firm, when the actor may act for it. */
export async function ownFirmOf(house: CasesHouse, actor: Actor, code: string): Promise<FirmRow | Refusal> {
  const firm = actor.grants.some((grant) => grant.firm === code) ? await findFirm(house, code) : undefined
  return firm ?? refuse('platform.not_permitted')
}

/** Refuses `platform.not_permitted` for a firm the actor does not act for. */
export async function findProducts(
  house: CasesHouse,
  actor: Actor,
  code: string | undefined,
): Promise<Products | Refusal> {
  const counter = await getCounter(house)
  const day = house.clock.today()
  const offered = productsOn(counter, day)
  if (code === undefined) return { on: day, matches: offered.map(({ product }) => unmatched(productView(product))) }
  const firm = await ownFirmOf(house, actor, code)
  if (isRefusal(firm)) return firm
  const { known, told } = await gatherFacts(house, counter, firm)
  const open = await openApplications(house, firm.code)
  const matches = offered.map((each): ProductMatch => {
    const match = matchProduct(counter.book, each, known, told, day)
    const application = open.get(each.product.id)
    return application ? { ...match, application } : match
  })
  return { firm: { code: firm.code, name: firm.name }, on: day, matches: inOrder(matches) }
}

/** One of them. */
export async function findProduct(
  house: CasesHouse,
  actor: Actor,
  id: string,
  code: string | undefined,
): Promise<ProductMatch | Refusal> {
  const found = await findProducts(house, actor, code)
  if (isRefusal(found)) return found
  return found.matches.find(({ product }) => product.id === id) ?? refuse('policies.product_unknown')
}

function unmatched(product: ProductMatch['product']): ProductMatch {
  const conditions = product.conditions.map(({ id }) => ({ id, verdict: 'unknown' as const }))
  return { product, verdict: 'unknown', limit: null, conditions, missing: [], used: [] }
}

/** For each product the application of a firm that is under way, else the newest. */
async function openApplications(
  house: CasesHouse,
  firm: string,
): Promise<ReadonlyMap<string, { readonly case: string; readonly status: string }>> {
  const rows = await house.db.ask<{ product: string; case: string; status: string }>(
    `select distinct on (l.product) l.product, l.case_id as case, l.status from policies.loans l where l.firm = $1
     order by l.product, l.status = any($2), l.applied_on desc, l.case_id desc limit 500`,
    [firm, over],
  )
  return new Map(rows.map(({ product, ...rest }) => [product, rest]))
}
