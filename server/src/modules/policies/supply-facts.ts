/** Facts come in: what a firm says of itself, and what an office holds. A wrong figure is refused and spoils nothing else. */
import type { HeldBody, KnownFact, SupplyBody } from '@steppe/contracts/policies'
import { fitFact } from '@steppe/kernels/policies'
import { findFirms } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { ownFirm } from './find-mine.ts'
import { findFacts, knownFacts, registerFacts } from './firm-facts.ts'
import { dictionaryOf } from './shelf.ts'

/** The firm's own word, with its day; null takes it back. What an office holds stays as it is. */
export async function supplyFacts(
  house: CasesHouse,
  actor: Actor,
  body: SupplyBody,
): Promise<{ facts: readonly KnownFact[] } | Refusal> {
  const firm = await ownFirm(house, actor, body.firm)
  if (isRefusal(firm)) return firm
  const { facts } = await dictionaryOf(house)
  for (const [id, value] of Object.entries(body.facts)) {
    const definition = facts.find((fact) => fact.id === id)
    if (!definition) return refuse('policies.fact_unknown', { fact: id })
    if (value !== null && fitFact(definition, value) === undefined)
      return refuse('policies.fact_wrong', { fact: definition.title.zh, factEn: definition.title.en, value })
  }
  const asOf = house.clock.today()
  const given = Object.entries(body.facts)
  const said = Object.fromEntries(
    given.flatMap(([id, value]) => (value === null ? [] : [[id, { value, asOf, by: actor.id }]])),
  )
  const gone = given.flatMap(([id, value]) => (value === null ? [id] : []))
  await house.db.ask(
    `insert into policies.facts as f (league, firm, said, updated_at) values ($1, $2, $3, $5)
     on conflict (league, firm) do update set said = (f.said || excluded.said) - $4::text[], updated_at = excluded.updated_at`,
    [firm.league, firm.code, JSON.stringify(said), gone, new Date(house.clock.now())],
  )
  const row = await findFacts(house, firm)
  return { facts: knownFacts(facts, registerFacts(facts, firm, asOf), row) }
}

/** Rows of an office: each stands or falls alone, so that one firm's wrong figure changes no other's. */
export async function takeHeldFacts(
  house: CasesHouse,
  body: HeldBody,
): Promise<{ taken: number; wrong: { row: number; why: { zh: string; en: string } }[] }> {
  const { facts } = await dictionaryOf(house)
  const firms = new Map(
    (await findFirms(house, [...new Set(body.rows.map(({ firm }) => firm))])).map((firm) => [firm.code, firm]),
  )
  const wrong: { row: number; why: { zh: string; en: string } }[] = []
  const held = new Map<string, Record<string, unknown>>()
  for (const [index, { firm, fact, value, asOf }] of body.rows.entries()) {
    const definition = facts.find((each) => each.id === fact)
    const why = !definition
      ? { zh: `事实目录里没有“${fact}”`, en: `“${fact}” is not a known fact` }
      : !firms.has(firm)
        ? { zh: `没有统一社会信用代码为 ${firm} 的主体`, en: `${firm} is not on the register` }
        : fitFact(definition, value) === undefined
          ? { zh: `“${definition.title.zh}”的值不对`, en: `“${definition.title.en}” has a wrong value` }
          : undefined
    if (why) wrong.push({ row: index + 1, why })
    else held.set(firm, { ...held.get(firm), [fact]: { value, asOf, source: body.source } })
  }
  const rows = [...held].map(([code, own]) => ({ league: firms.get(code)!.league, firm: code, held: own }))
  await house.db.ask(
    `insert into policies.facts as f (league, firm, held, updated_at)
     select r.league, r.firm, r.held, $2 from jsonb_to_recordset($1::jsonb) as r(league text, firm text, held jsonb)
     on conflict (league, firm) do update set held = f.held || excluded.held, updated_at = excluded.updated_at`,
    [JSON.stringify(rows), new Date(house.clock.now())],
  )
  return { taken: body.rows.length - wrong.length, wrong }
}
