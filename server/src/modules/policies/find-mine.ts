/** What a firm can have: each policy with verdict, amount, what it does not go together with, and what would decide. */
import type { MyPolicies, MyPolicy, MyReasons } from '@steppe/contracts/policies'
import {
  type Book,
  combinePolicies,
  decidePolicy,
  type Entitlement,
  explainPolicy,
  factsBehind,
  type KnownFacts,
  knowFacts,
  type Policy,
} from '@steppe/kernels/policies'
import { type FirmRow, findFirm, firmsOf } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { type Claim, findClaims, stands } from './find-claims.ts'
import { lineOf } from './find-policies.ts'
import { type FactRow, findFacts, knownFacts, registerFacts, valuesOf } from './firm-facts.ts'
import { getShelf, policiesInForce, reaches, type Shelf } from './shelf.ts'
import { findPush, isTold } from './wishes.ts'

/** Whether the actor may act for the firm. */
export function actsFor(actor: Actor, firm: string): boolean {
  return actor.grants.some((grant) => grant.firm === firm)
}

/** A firm the actor may act for, as the register has it. */
export async function ownFirm(house: CasesHouse, actor: Actor, code: string): Promise<FirmRow | Refusal> {
  if (!actsFor(actor, code)) return refuse('policies.not_your_firm')
  return (await findFirm(house, code)) ?? refuse('registry.firm_unknown', { code })
}

export interface FirmStanding {
  readonly shelf: Shelf
  readonly firm: FirmRow
  readonly row: FactRow | undefined
  readonly known: KnownFacts
  readonly register: ReturnType<typeof registerFacts>
  readonly decided: readonly {
    readonly policy: Parameters<typeof decidePolicy>[0]['policy']
    readonly decision: ReturnType<typeof decidePolicy>
  }[]
  readonly combined: ReturnType<typeof combinePolicies>
}

/** Decides all policies in force for a firm as of today. */
export async function standOf(house: CasesHouse, firm: FirmRow): Promise<FirmStanding> {
  const [shelf, row] = await Promise.all([getShelf(house), findFacts(house, firm)])
  const day = house.clock.today()
  const register = registerFacts(shelf.book.dictionary.facts, firm, day)
  const known = knowFacts(shelf.book, valuesOf(register, row), day)
  const own = policiesInForce(shelf, day).filter(({ policy }) => reaches(policy, firm.region))
  const decided = own.map((compiled) => ({
    policy: compiled.policy,
    decision: decidePolicy(compiled, known, day),
  }))
  return { shelf, firm, row, known, register, decided, combined: combinePolicies(decided) }
}

/** All of them for one firm; without a firm, for the first the actor acts for. */
export async function findMine(
  house: CasesHouse,
  actor: Actor,
  code: string | undefined,
): Promise<MyPolicies | Refusal> {
  const firms = [...new Map((await firmsOf(house, actor.id)).map(({ firm }) => [firm.code, firm])).values()]
  const firm = code === undefined ? firms[0] : firms.find((each) => each.code === code)
  if (!firm) return refuse(code === undefined ? 'policies.no_firm' : 'policies.not_your_firm')
  const [standing, told, claims] = await Promise.all([
    standOf(house, firm),
    isTold(house, actor.id, firm.code),
    findClaims(house, firm),
  ])
  const policies = linesOf(standing, claims, house.clock.today())
  return {
    firm: { code: firm.code, name: firm.name },
    firms: firms.map(({ code: each, name }) => ({ code: each, name })),
    policies,
    total: standing.combined.total,
    ask: whatToAsk(standing.shelf.book, policies),
    wrong: standing.known.wrong,
    told,
    on: house.clock.today(),
  }
}

const rank = { has: 0, choice: 1, displaced: 2, unknown: 3, no: 4 } as const

function linesOf(standing: FirmStanding, claims: ReadonlyMap<string, Claim>, today: string): MyPolicy[] {
  const lines = standing.decided.map(({ policy, decision }, index): MyPolicy => {
    const entitlement = standing.combined.entitlements[index] as Entitlement
    const claim = claims.get(policy.id)
    return {
      ...lineOf({ policy }, 'in_force'),
      verdict: decision.verdict,
      amount: decision.amount,
      ...perOf(policy),
      standing: entitlement.standing,
      against: entitlement.against,
      missing: decision.verdict === 'unknown' ? asksOf(standing.shelf.book, decision.conditions) : [],
      fails: decision.conditions.filter(({ verdict }) => verdict === 'no').map(({ id }) => id),
      ...(claim && (claim.status !== 'closed' || stands(claim, policy, today))
        ? { claim: { case: claim.case, status: claim.status } }
        : {}),
    }
  })
  return lines.sort(
    (a, b) => rank[a.standing] - rank[b.standing] || worthOf(b) - worthOf(a) || a.missing.length - b.missing.length,
  )
}

/** A sum that comes once, or for a number of people together, is just the sum. */
function perOf({ benefit: { per } }: Policy): Pick<MyPolicy, 'per'> {
  return per === undefined || per === 'once' || per === 'person' ? {} : { per }
}

function worthOf({ amount }: MyPolicy): number {
  return typeof amount === 'number' ? amount : -1
}

/** The facts of all conditions that are not known, the cheapest first. */
function asksOf(book: Book, conditions: FirmStanding['decided'][number]['decision']['conditions']): readonly string[] {
  const asked = [...new Set(conditions.flatMap(({ asks = [] }) => asks))]
  return asked.sort((a, b) => costOf(book, a) - costOf(book, b))
}

function costOf(book: Book, fact: string): number {
  return book.facts.get(fact)?.cost ?? 1
}

/** Facts by how many policies each brings forward for what it costs. */
function whatToAsk(book: Book, lines: readonly MyPolicy[]): MyPolicies['ask'] {
  const found = new Map<string, string[]>()
  for (const { id, missing, verdict } of lines)
    if (verdict === 'unknown') for (const fact of missing) found.set(fact, [...(found.get(fact) ?? []), id])
  const alone = (fact: string) =>
    lines.filter(({ verdict, missing }) => verdict === 'unknown' && missing.length === 1 && missing[0] === fact).length
  return [...found]
    .map(([id, decides]) => ({ id, decides, worth: (decides.length + 3 * alone(id)) / costOf(book, id) }))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, 8)
    .map(({ id, decides }) => ({ id, decides }))
}

/** The reasons of one policy as a tree, with the facts that were used and the cheapest that would decide. */
export async function findReasons(
  house: CasesHouse,
  actor: Actor,
  id: string,
  code: string,
): Promise<MyReasons | Refusal> {
  const firm = await ownFirm(house, actor, code)
  if (isRefusal(firm)) return firm
  const [standing, claims, pushed] = await Promise.all([
    standOf(house, firm),
    findClaims(house, firm),
    findPush(house, actor.id, firm, id),
  ])
  const line = linesOf(standing, claims, house.clock.today()).find((each) => each.id === id)
  const found = standing.decided.find(({ policy }) => policy.id === id)
  if (!line || !found) return refuse('policies.not_in_force', { id })
  const { book } = standing.shelf
  const reads = factsBehind(book, found.policy)
  const explanation = explainPolicy(book, found.policy, standing.known, house.clock.today())
  return {
    line,
    explanation,
    facts: knownFacts(book.dictionary.facts, standing.register, standing.row).filter((fact) => reads.includes(fact.id)),
    ...(pushed ? { pushed } : {}),
  }
}
