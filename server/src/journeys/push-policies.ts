/** A policy that was published is pushed to those whom it fits; what fits, and what is given without asking, is told in a message. */
import { keepMessage } from '#act/messages'
import { pushPolicy } from '#act/policies'
import { findPolicyTitle } from '#ask/policies'
import type { CasesHouse } from '#cases/house'
import type { Fact, Subscriber } from '#platform/outbox'

async function tell(house: CasesHouse, fact: Fact): Promise<void> {
  const data = fact.data as { readonly account: string; readonly firm: string; readonly version?: number }
  const round = fact.name === 'policies.award_found'
  await keepMessage(house, {
    account: data.account,
    id: `f${String(fact.position).padStart(16, '0')}`,
    kind: round ? 'award_found' : 'policy_fits',
    title: await findPolicyTitle(house, fact.subject),
    link: round ? `/policies?view=awards&firm=${data.firm}` : `/policies/${fact.subject}?firm=${data.firm}`,
    at: fact.at,
  })
}

/** Hears of policies. Seen twice, nothing is pushed or told twice. */
export function pushPoliciesSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.push_policies',
    facts: ['policies.policy_published', 'policies.policy_fits', 'policies.award_found'],
    handle: async (fact) => {
      if (fact.name === 'policies.policy_published') await pushPolicy(house, fact.subject)
      else await tell(house, fact)
    },
  }
}
