/** Accounts: the sign-in name and who stands behind it. */
import type { House } from '#platform/module'
import type { Transaction } from '#platform/postgres'

export interface Account {
  readonly id: string
  readonly login: string
  readonly kind: 'person' | 'staff'
  readonly name: string
  /** The person of the register behind the account. */
  readonly person: string | null
  readonly closed: boolean
  /** Whether somebody has seen the person's document. */
  readonly proved: boolean
}

const columns =
  'a.id, a.login, a.kind, a.name, a.person, a.closed_at is not null as closed, a.proved_at is not null as proved'

/** The account with this sign-in name (letters' case does not matter), or nothing. */
export async function findAccount(house: { readonly db: Transaction }, login: string): Promise<Account | undefined> {
  const rows = await house.db.ask<Account>(`select ${columns} from registry.accounts a where a.login = $1`, [
    login.trim().toLowerCase(),
  ])
  return rows[0]
}

/** The account with this id, or nothing. */
export async function accountById(house: { readonly db: Transaction }, id: string): Promise<Account | undefined> {
  const rows = await house.db.ask<Account>(`select ${columns} from registry.accounts a where a.id = $1`, [id])
  return rows[0]
}

/** Who holds a role at a department today: for assigning, delegating and joint signing. */
export async function holdersOf(
  house: Pick<House, 'db' | 'clock'>,
  department: string,
  role?: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly role: string }[]> {
  return house.db.ask(
    `select a.id, a.name, g.role
     from registry.grants g join registry.accounts a on a.id = g.account
     where g.department = $1 and ($2::text is null or g.role = $2) and a.closed_at is null
       and g.from_day <= $3 and (g.until_day is null or g.until_day > $3)
     order by g.role, a.id limit 500`,
    [department, role ?? null, house.clock.today()],
  )
}
