/** Oneself: the account, the person behind it, the roles held today with their names. */
import type { MeAnswer } from '@steppe/contracts/registry'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { accountById } from './find-account.ts'
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

/** The roles an account holds today, with the names of role and place. */
export async function heldRoles(house: House, account: string): Promise<MeAnswer['roles']> {
  const rows = await house.db.ask<Held>(
    `select g.id, g.role, g.department, g.region, g.firm, g.from_day as "fromDay", g.until_day as "untilDay"
     from registry.grants g where g.account = $1 and g.from_day <= $2 and (g.until_day is null or g.until_day > $2)
     order by g.id limit 500`,
    [account, house.clock.today()],
  )
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
