/** The cast of a demonstration, from `registry/accounts.json`, as rows. */
import type { AccountRow, GrantRow, PersonRow } from './write-accounts.ts'

export interface CastMember {
  readonly login: string
  readonly kind: 'person' | 'staff'
  readonly name: string
  readonly idNumber?: string
  readonly phone: string
  readonly about: { readonly zh: string; readonly en: string }
  readonly grants: readonly {
    readonly role: string
    readonly department?: string
    readonly region?: string
    readonly firm?: string
  }[]
}

export interface Cast {
  readonly password: string
  readonly from: string
  readonly accounts: readonly CastMember[]
}

/** One account each, a person of the register behind those with an ID number, and their grants. */
export function castRows(cast: Cast): {
  readonly people: PersonRow[]
  readonly accounts: AccountRow[]
  readonly grants: GrantRow[]
} {
  const people = cast.accounts.flatMap((member) =>
    member.idNumber
      ? [{ id: `demo-${member.login}`, name: member.name, idNumber: member.idNumber, phone: member.phone }]
      : [],
  )
  const accounts = cast.accounts.map((member) => ({
    id: `demo-${member.login}`,
    login: member.login,
    kind: member.kind,
    name: member.name,
    person: member.idNumber ? `demo-${member.login}` : null,
    origin: 'demo' as const,
  }))
  const grants = cast.accounts.flatMap((member) =>
    member.grants.map((grant, index) => grantRow(cast, member, grant, index)),
  )
  return { people, accounts, grants }
}

function grantRow(cast: Cast, member: CastMember, grant: CastMember['grants'][number], index: number): GrantRow {
  return {
    id: `demo-${member.login}-${index}`,
    account: `demo-${member.login}`,
    role: grant.role,
    department: grant.department ?? null,
    region: grant.region ?? grant.department?.slice(0, 6) ?? null,
    firm: grant.firm ?? null,
    from_day: cast.from,
  }
}
