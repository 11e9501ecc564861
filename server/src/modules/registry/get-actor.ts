/** The actor behind an account: who it is and the roles held today, in one query. */
import type { Actor, Grant } from '#platform/actor'
import type { House } from '#platform/module'

interface Row {
  readonly kind: 'person' | 'staff'
  readonly name: string
  readonly grants: readonly {
    readonly role: string
    readonly department: string | null
    readonly region: string | null
    readonly firm: string | null
  }[]
}

/** The actor with the grants in force today; nothing when the account is not known or was closed. */
export async function getActor(house: Pick<House, 'db' | 'clock'>, account: string): Promise<Actor | undefined> {
  const rows = await house.db.ask<Row>(
    `select a.kind, a.name, coalesce(g.grants, '[]'::json) as grants
     from registry.accounts a
     left join lateral (
       select json_agg(json_build_object('role', g.role, 'department', g.department, 'region', g.region, 'firm', g.firm) order by g.id) as grants
       from registry.grants g
       where g.account = a.id and g.from_day <= $2 and (g.until_day is null or g.until_day > $2)
     ) g on true
     where a.id = $1 and a.closed_at is null`,
    [account, house.clock.today()],
  )
  const row = rows[0]
  return row && { kind: row.kind, id: account, name: row.name, grants: row.grants.map(tidy) }
}

function tidy(grant: Row['grants'][number]): Grant {
  return {
    role: grant.role,
    ...(grant.department ? { department: grant.department } : {}),
    ...(grant.region ? { region: grant.region } : {}),
    ...(grant.firm ? { firm: grant.firm } : {}),
  }
}
