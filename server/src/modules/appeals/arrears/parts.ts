/** What somebody is to a claim: creditor, debtor, an office that handles it, a supervisor; nobody else sees it. */
import type { Part } from '@steppe/contracts/arrears'
import { may } from '@steppe/kernels/authority'
import { isApplicant } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import type { Claim } from './claim.ts'

/** Reading claims of a region that one does not handle. */
const supervising = 'cases:case:supervise'

/** The debtor itself: staff of the department, or who acts for the firm. */
export function isDebtor(actor: Actor, { debtor }: Pick<Claim, 'debtor'>): boolean {
  return actor.grants.some((grant) => grant.firm === debtor.key || grant.department === debtor.key)
}

export function handles(actor: Actor, { found }: Pick<Claim, 'found'>): boolean {
  const offices = [found.handlingBody, found.acceptingBody]
  return actor.grants.some((grant) => grant.department !== undefined && offices.includes(grant.department))
}

/** In the order of how near they are to it; empty when the claim is none of theirs. */
export function partsOf(house: Pick<CasesHouse, 'policy'>, actor: Actor, claim: Claim): readonly Part[] {
  const { region } = claim.state
  const parts: Part[] = []
  if (isApplicant(actor, claim.state)) parts.push('creditor')
  if (isDebtor(actor, claim)) parts.push('debtor')
  if (handles(actor, claim)) parts.push('handler')
  if (may(house.policy, actor.grants, supervising, { region }).allowed) parts.push('supervisor')
  return parts
}
