/** Oneself: the account, the person behind it, the roles held today with their names. */
import type { GrantsAnswer, MeAnswer } from '@steppe/contracts/registry'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { accountById, findAccount } from './find-account.ts'
import { findFirms, regionName } from './find-firm.ts'
import { getPerson, wholePerson } from './find-person.ts'
import { findPolicy } from './find-policy.ts'
import { getPlaces } from './places.ts'

interface Held {
  readonly id: string
  readonly role: string
  readonly department: string | null
  readonly region: string | null
  readonly firm: string | null
  readonly fromDay: string
  readonly untilDay: string | null
}

/** What the signed-in account sees of itself. */
export async function findMe(house: House, id: string): Promise<MeAnswer | Refusal> {
  const account = await accountById(house, id)
  if (!account) return refuse('registry.account_unknown')
  const person = account.person ? await getPerson(house, account.person) : undefined
  return {
    id: account.id,
    login: account.login,
    kind: account.kind,
    name: account.name,
    proved: account.proved,
    ...(person ? { person: wholePerson(person) } : {}),
    roles: await heldRoles(house, id),
  }
}

const heldColumns = `g.id, g.role, g.department, g.region, g.firm, g.from_day as "fromDay", g.until_day as "untilDay"`

/** The roles an account holds today, with the names of role and place. */
export async function heldRoles(house: House, account: string): Promise<MeAnswer['roles']> {
  const rows = await house.db.ask<Held>(
    `select ${heldColumns}
     from registry.grants g where g.account = $1 and g.from_day <= $2 and (g.until_day is null or g.until_day > $2)
     order by g.id limit 500`,
    [account, house.clock.today()],
  )
  return withNames(house, rows)
}

/** Grants that have not ended, of a department or of one account, with who holds them. */
export async function findGrants(
  house: House,
  query: { readonly department?: string; readonly login?: string },
): Promise<GrantsAnswer | Refusal> {
  const account = query.login === undefined ? undefined : await findAccount(house, query.login)
  if (query.login !== undefined && !account) return refuse('registry.account_unknown')
  if (!account && !query.department) return refuse('registry.department_unknown', { code: '' })
  const rows = await house.db.ask<Held & { account: string; login: string; name: string }>(
    `select ${heldColumns}, a.id as account, a.login, a.name
     from registry.grants g join registry.accounts a on a.id = g.account
     where ${account ? 'g.account' : 'g.department'} = $1 and (g.until_day is null or g.until_day > $2)
     order by g.role, g.id limit 500`,
    [account?.id ?? query.department, house.clock.today()],
  )
  const named = await withNames(house, rows)
  return {
    grants: named.map((held, index) => ({
      ...held,
      account: rows[index]?.account ?? '',
      login: rows[index]?.login ?? '',
      name: rows[index]?.name ?? '',
    })),
  }
}

async function withNames(house: House, rows: readonly Held[]): Promise<MeAnswer['roles']> {
  const [policy, places] = await Promise.all([findPolicy(house), getPlaces(house)])
  const firms = new Map(
    (
      await findFirms(
        house,
        rows.flatMap((row) => row.firm ?? []),
      )
    ).map((firm) => [firm.code, firm.name]),
  )
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    roleName: policy.roles[row.role]?.name ?? { zh: row.role, en: row.role },
    ...(row.department
      ? { department: row.department, departmentName: places.department(row.department)?.name ?? row.department }
      : {}),
    ...(row.region ? { region: row.region, regionName: regionName(places, row.region) } : {}),
    ...(row.firm ? { firm: row.firm, firmName: firms.get(row.firm) ?? row.firm } : {}),
    from: row.fromDay,
    ...(row.untilDay ? { until: row.untilDay } : {}),
  }))
}
