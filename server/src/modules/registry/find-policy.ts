/** Roles and what they carry, as the authority kernel wants them; kept in memory, as they change with a pack only. */
import type { Policy, Role } from '@steppe/kernels/authority'
import type { Database } from '#platform/postgres'

/** A role with its names and where it is held. */
export interface NamedRole extends Role {
  readonly name: { readonly zh: string; readonly en: string }
  readonly held: 'department' | 'region' | 'firm'
}

export interface NamedPolicy extends Policy {
  readonly roles: Readonly<Record<string, NamedRole>>
}

interface Row {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly held: NamedRole['held']
  readonly permissions: readonly string[]
  readonly covers: readonly string[]
  readonly reaches: 'department' | 'region' | null
}

const kept = new WeakMap<Database, { readonly policy: Promise<NamedPolicy>; readonly at: number }>()
/** A change of roles on another node is seen after this long, milliseconds. */
const lasts = 10_000

/** The policy in force. */
export function findPolicy(house: { readonly db: Database }): Promise<NamedPolicy> {
  const found = kept.get(house.db)
  if (found && performance.now() - found.at < lasts) return found.policy
  const policy = readPolicy(house.db)
  kept.set(house.db, { policy, at: performance.now() })
  policy.catch(() => kept.delete(house.db))
  return policy
}

/** Reads the roles anew at the next question. */
export function forgetPolicy(house: { readonly db: Database }): void {
  kept.delete(house.db)
}

async function readPolicy(db: Database): Promise<NamedPolicy> {
  const rows = await db.ask<Row>(
    `select r.id, r.name_zh as "nameZh", r.name_en as "nameEn", r.held, r.permissions, r.covers, r.reaches
     from registry.roles r order by r.id, r.pack`,
  )
  const roles: Record<string, NamedRole> = {}
  for (const row of rows) roles[row.id] = join(roles[row.id], row)
  return { roles }
}

/** What a later pack says of a role is added to what earlier ones said. */
function join(before: NamedRole | undefined, row: Row): NamedRole {
  const reaches = row.reaches ?? before?.reaches
  return {
    id: row.id,
    name: before?.name ?? { zh: row.nameZh, en: row.nameEn },
    held: before?.held ?? row.held,
    permissions: [...new Set([...(before?.permissions ?? []), ...row.permissions])],
    covers: [...new Set([...(before?.covers ?? []), ...row.covers])],
    ...(reaches ? { reaches } : {}),
  }
}
