/** Licences of the demonstration's history: what the journey would issue and revoke, many in one statement. */
import type { CaseState } from '@steppe/kernels/cases'
import { issueCredentials, type LicenceActor, licencePlatform } from '#act/credentials'
import type { CasesHouse } from '#cases/house'
import { issuesOf, revokeResults } from '../journeys/issue-credential.ts'
import type { Played } from './play-case.ts'

/** When a case reached a status, as its facts tell. */
function reached(played: Played, status: string): number | undefined {
  const fact = played.facts.find(
    ({ name, data }) => name === 'cases.status_changed' && (data as { to?: string }).to === status,
  )
  return fact && Date.parse(fact.at)
}

/** Who signed the decision. */
function decider(played: Played, state: CaseState): LicenceActor {
  const approved = played.write.acts.findLast(
    ({ kind, act }) => kind === 'complete' && (act as { deed: { outcome?: string } }).deed.outcome === 'approve',
  )
  const signed = approved && (approved.act as { actor: LicenceActor }).actor
  return signed ?? { ...licencePlatform, department: state.department }
}

/** Issues the licences of these cases as they were decided. */
export async function issueLicences(house: CasesHouse, played: readonly Played[]): Promise<void> {
  const issues = await Promise.all(
    played.map((each) => {
      const at = reached(each, 'decided')
      return at === undefined ? [] : issuesOf(house, each.state, at, decider(each, each.state))
    }),
  )
  await issueCredentials(house, issues.flat())
}

/** Takes back the licences of decisions that were revoked; gives how many cases that were. */
export async function revokeLicences(house: CasesHouse, played: readonly Played[]): Promise<number> {
  const fallen = played.filter((each) => each.state.status === 'revoked')
  for (const each of fallen) await revokeResults(house, each.state, reached(each, 'revoked') ?? house.clock.now())
  return fallen.length
}
