/** A session in words: where the person works and for which firms they act. */
import type { Session } from '@steppe/contracts/platform'
import { findFirm } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor, Grant } from '#platform/actor'

async function describeGrant(
  house: CasesHouse,
  grant: Grant,
  language: 'zh' | 'en',
): Promise<Session['grants'][number]> {
  const firm = grant.firm ? await findFirm(house, grant.firm) : undefined
  return {
    ...grant,
    ...(grant.department ? { departmentName: house.directory.departmentName(grant.department, language) } : {}),
    ...(firm ? { firmName: firm.name } : {}),
  }
}

/** Who is signed in, with the names of departments and firms. */
export async function describeActor(house: CasesHouse, actor: Actor, language: 'zh' | 'en'): Promise<Session> {
  const grants = await Promise.all(actor.grants.map((grant) => describeGrant(house, grant, language)))
  const { roles } = house.policy
  const permissions = [...new Set(actor.grants.flatMap((grant) => roles[grant.role]?.permissions ?? []))].sort()
  return {
    kind: actor.kind === 'platform' ? 'anyone' : actor.kind,
    id: actor.id,
    name: actor.name,
    grants,
    permissions,
  }
}
