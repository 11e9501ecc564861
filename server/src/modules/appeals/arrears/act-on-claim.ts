/** One deed of one person in one claim: seen, allowed, turned into an act of its case. */
import type { ClaimAct, ClaimDeed, ClaimReceipt } from '@steppe/contracts/arrears'
import type { CaseState, Deed } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import { actActor } from '#cases/routes'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { type Claim, claimOf, stageOf } from './claim.ts'
import { keepClaim } from './keep-claim.ts'
import { partsOf } from './parts.ts'
import { whyNotBy, whyNotNow } from './possible-deeds.ts'
import { toDeed } from './to-deed.ts'

/** The claim, if it is theirs to see. */
export async function seenClaim(house: CasesHouse, actor: Actor, id: string): Promise<Claim | Refusal> {
  const state = await house.engine.load(id)
  const claim = state && claimOf(state)
  if (!claim) return refuse('appeals.arrears_unknown')
  return partsOf(house, actor, claim).length > 0 ? claim : refuse('appeals.arrears_not_yours')
}

/** Answers with the claim as it stands afterwards. Refuses `cases.changed_meanwhile` when the caller saw an older act. */
export async function actOnClaim(
  house: CasesHouse,
  actor: Actor,
  id: string,
  { after, deed }: ClaimAct,
  key: string | undefined,
  url: string,
): Promise<ClaimReceipt | Refusal> {
  const claim = await seenClaim(house, actor, id)
  if (isRefusal(claim)) return claim
  const repeatable = { key, actor: actor.id, url, body: { after, deed } }
  const act = (standing: number, what: Deed) =>
    house.engine.act(id, standing, what, actActor(actor, departmentOf(actor, claim)), repeatable, receiptOf)
  // A repeated request may find its step done: the engine gives the first answer again, before anything is judged.
  if (after < claim.state.seq) return act(after, { kind: 'note', text: deed.kind })
  const no = whyNotNow(claim, deed.kind, house.clock.today()) ?? whyNotBy(house, actor, claim, deed.kind)
  if (no) return no
  const answer = await doDeed(house, actor, claim, deed, act)
  if (!isRefusal(answer)) await keepClaim(house, id)
  return answer
}

type Act = (after: number, deed: Deed) => Promise<ClaimReceipt | Refusal>

async function doDeed(
  house: CasesHouse,
  actor: Actor,
  claim: Claim,
  deed: ClaimDeed,
  act: Act,
): Promise<ClaimReceipt | Refusal> {
  const made = await toDeed(house, actor, claim, deed)
  if (isRefusal(made)) return made
  if (!('last' in made)) return act(claim.state.seq, made)
  // Everything was paid while no step of payment was open: what was paid is recorded, then the claim ends.
  const { id, seq } = claim.state
  const first = await house.engine.act(id, seq, made.first, actActor(actor), undefined, receiptOf)
  return isRefusal(first) ? first : act(first.seq, made.last)
}

function receiptOf(state: CaseState): ClaimReceipt {
  return { id: state.id, seq: state.seq, stage: stageOf(claimOf(state)!) }
}

/** The office for which staff acts here. */
function departmentOf(actor: Actor, { found, debtor }: Claim): string | undefined {
  const offices = [found.handlingBody, found.acceptingBody, debtor.key]
  return actor.grants.find((grant) => grant.department && offices.includes(grant.department))?.department
}
