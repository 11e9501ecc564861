/** What can be done in a claim as it stands, and who may: the law's order of supervision, talk, circular and naming stands here. */
import type { ClaimDeedKind } from '@steppe/contracts/arrears'
import { worksAs } from '@steppe/kernels/authority'
import type { Day } from '@steppe/kernels/calendar'
import type { Task } from '@steppe/kernels/cases'
import { isApplicant, whyNot } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import type { Claim } from './claim.ts'
import { isDebtor } from './parts.ts'

/** Steps of the process that a deed finishes. */
const finishes: Partial<Record<ClaimDeedKind, string>> = {
  forward: 'forward',
  refuse: 'forward',
  answer: 'respond',
  press: 'press',
  interview: 'interview',
  decide: 'decide_claim',
  warn: 'warn',
  close_unpaid: 'follow_payment',
}

export function taskFor(claim: Claim, kind: ClaimDeedKind): Task | undefined {
  return claim.state.tasks.find((task) => task.action === finishes[kind])
}

/** 督办、约谈、通报 must have come before a debtor is named. Source: 国务院令第802号 arts. 25, 26. */
function wasPressed({ state }: Claim): boolean {
  return ['press', 'interview', 'warn'].some((node) => state.findings[node] !== undefined)
}

const isPaying = ({ state }: Claim) =>
  state.tasks.some(({ action }) => action === 'follow_payment' || action === 'warn')

/** The claim's own no to a deed at this time; nothing when it can be done. */
export function whyNotNow(claim: Claim, kind: ClaimDeedKind, today: Day): Refusal | undefined {
  const { state, found, payments } = claim
  const { publication } = found
  const notNow = refuse('appeals.arrears_not_now')
  const named = publication?.publishedOn !== undefined && publication.endedOn === undefined
  // A correction must be possible as long as the name stands, whatever became of the claim.
  if (kind === 'correct' || kind === 'unpublish') return named ? undefined : notNow
  if (state.closedOn) return refuse('appeals.arrears_ended')
  if (finishes[kind]) return taskFor(claim, kind) ? undefined : notNow
  const noticed = publication !== undefined && publication.endedOn === undefined
  switch (kind) {
    case 'plan':
      return isPaying(claim) ? undefined : notNow
    case 'confirm_payment':
      return payments.some((each) => each.state === 'told') ? undefined : notNow
    case 'announce':
      if (!isPaying(claim) || noticed) return notNow
      return wasPressed(claim) ? undefined : refuse('appeals.arrears_press_first')
    case 'object':
      return noticed && !publication.publishedOn && !publication.objection ? undefined : notNow
    case 'publish':
      if (!noticed || publication.publishedOn) return notNow
      return today < publication.from ? refuse('appeals.arrears_notice_runs', { from: publication.from }) : undefined
    default:
      return undefined
  }
}

/** Why this person may not do it; nothing when they may. */
export function whyNotBy(house: CasesHouse, actor: Actor, claim: Claim, kind: ClaimDeedKind): Refusal | undefined {
  const creditor = isApplicant(actor, claim.state)
  const debtor = isDebtor(actor, claim)
  const office = worksAs(house.policy, actor.grants, 'approver', claim.found.handlingBody)
  const only = (party: boolean, code: string) => (party ? undefined : refuse(`appeals.arrears_only_${code}`))
  switch (kind) {
    case 'settle':
    case 'withdraw':
    case 'confirm_payment':
      return only(creditor, 'creditor')
    case 'plan':
    case 'object':
      return only(debtor, 'debtor')
    case 'pay':
      return only(creditor || debtor || office, 'party')
    case 'answer': {
      if (debtor && claim.found.debtorOffice !== claim.debtor.key) return undefined
      return whyNotTask(house, actor, claim, kind)
    }
    case 'announce':
    case 'publish':
    case 'correct':
    case 'unpublish':
      return only(office, 'handler')
    default:
      return whyNotTask(house, actor, claim, kind)
  }
}

function whyNotTask(house: CasesHouse, actor: Actor, claim: Claim, kind: ClaimDeedKind): Refusal | undefined {
  const task = taskFor(claim, kind)
  return task && whyNot(house, actor, claim.state, { kind: 'complete', task: task.id })
}

/** In the order in which a claim usually goes. */
export const deedKinds: readonly ClaimDeedKind[] = [
  'forward',
  'refuse',
  'answer',
  'press',
  'interview',
  'decide',
  'plan',
  'pay',
  'confirm_payment',
  'settle',
  'warn',
  'announce',
  'object',
  'publish',
  'correct',
  'unpublish',
  'close_unpaid',
  'withdraw',
]
