/** What a policy, or the policy of a round, is called in Chinese. */
import type { House } from '#platform/module'
import { getShelf } from './shelf.ts'

/** By the policy's id or the round's number; the id itself where nothing has it. */
export async function findPolicyTitle(house: Pick<House, 'db' | 'site'>, id: string): Promise<string> {
  const [round] = id.startsWith('R')
    ? await house.db.ask<{ policy: string }>(
        'select r.policy from policies.rounds r where r.league = $1 and r.id = $2',
        [`${id.slice(1, 5)}00`, id],
      )
    : []
  const policy = round?.policy ?? id
  const versions = (await getShelf(house)).versions.get(policy)
  return versions?.at(-1)?.policy.title.zh ?? id
}
