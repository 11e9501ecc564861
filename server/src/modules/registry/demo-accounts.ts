/** The cast of the demonstration, for the sign-in page; only where the site calls itself a demonstration. */
import type { DemoAccountsAnswer } from '@steppe/contracts/registry'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import type { Cast } from './cast-demo.ts'
import { findPolicy, type NamedPolicy } from './find-policy.ts'
import type { Places } from './gather-places.ts'
import { getPlaces } from './places.ts'

/** Sign-in names, who they are, what they may do, and the password they share. */
export async function demoAccounts(house: House): Promise<DemoAccountsAnswer | Refusal> {
  if (!house.site.demo) return refuse('registry.not_demo')
  const casts = await Promise.all(house.site.packs.map((pack) => pack.data<Cast>('registry/accounts.json')))
  const cast = casts.findLast((each) => each !== undefined)
  if (!cast) return refuse('registry.not_demo')
  const [policy, places] = await Promise.all([findPolicy(house), getPlaces(house)])
  return {
    password: cast.password,
    accounts: cast.accounts.map(({ login, name, kind, about, grants }) => ({
      login,
      name,
      kind,
      about: { zh: about.zh, en: about.en },
      roles: grants.map((grant) => describe(policy, places, grant)),
    })),
  }
}

function describe(
  policy: NamedPolicy,
  places: Places,
  grant: Cast['accounts'][number]['grants'][number],
): { readonly zh: string; readonly en: string } {
  const role = policy.roles[grant.role]?.name ?? { zh: grant.role, en: grant.role }
  const department = grant.department ? places.department(grant.department) : undefined
  const region = grant.region ? places.region(grant.region) : undefined
  const where = {
    zh: department?.name ?? region?.name ?? grant.firm ?? '',
    en: department?.english ?? region?.english ?? grant.firm ?? '',
  }
  return { zh: `${where.zh} ${role.zh}`, en: `${role.en}, ${where.en}` }
}
