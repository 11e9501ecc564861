/** Roles given and ended: at a department, over a region or for a firm, from a day until a day. */

import type { GrantBody } from '@steppe/contracts/registry'
import { may } from '@steppe/kernels/authority'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse, type Sentence } from '#platform/refusals'
import { accountById, findAccount } from './find-account.ts'
import { findFirm } from './find-firm.ts'
import { findPolicy, type NamedRole } from './find-policy.ts'
import { newId } from './new-id.ts'
import { getPlaces } from './places.ts'

interface Place {
  readonly department: string | null
  readonly region: string | null
  readonly firm: string | null
}

/**
 * Gives a role. Refuses: unknown role, account, department, region or firm; a role of an office for a person's own account; a place the
 * role is not held at; a place outside the giver's region; giving to oneself; days in the wrong order.
 */
export async function giveRole(
  house: House,
  actor: Actor,
  body: GrantBody,
): Promise<{ readonly id: string } | Refusal> {
  const role = (await findPolicy(house)).roles[body.role]
  if (!role) return refuse('registry.role_unknown', { role: body.role })
  const account = body.account ? await accountById(house, body.account) : await findAccount(house, body.login ?? '')
  if (!account || account.closed) return refuse('registry.account_unknown')
  if (account.id === actor.id) return refuse('registry.own_grant')
  if (role.held !== 'firm' && account.kind !== 'staff') return refuse('registry.staff_account_needed')
  const place = await findPlace(house, role, body)
  if (isRefusal(place)) return place
  if (!(await mayGive(house, actor, place))) return refuse('registry.outside_your_region')
  const from = body.from ?? house.clock.today()
  if (body.until && body.until < from) return refuse('registry.day_order_wrong')
  return writeGrant(house, { account: account.id, role: role.id, place, from, until: body.until ?? null, by: actor.id })
}

interface NewGrant {
  readonly account: string
  readonly role: string
  readonly place: Place
  readonly from: string
  readonly until: string | null
  readonly by: string
}

/** Writes the grant. */
export async function writeGrant(
  house: Pick<House, 'db' | 'clock'>,
  grant: NewGrant,
): Promise<{ readonly id: string }> {
  const id = newId()
  await house.db.ask(
    `insert into registry.grants (id, account, role, department, region, firm, from_day, until_day, given_by, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      grant.account,
      grant.role,
      grant.place.department,
      grant.place.region,
      grant.place.firm,
      grant.from,
      grant.until,
      grant.by,
      new Date(house.clock.now()),
    ],
  )
  return { id }
}

const placeNames: Readonly<Record<NamedRole['held'], Sentence>> = {
  department: { zh: '部门', en: 'department' },
  region: { zh: '地区', en: 'region' },
  firm: { zh: '企业', en: 'firm' },
}

/** Exactly the one place the role is held at; a department brings its region with it. */
async function findPlace(house: House, role: NamedRole, body: GrantBody): Promise<Place | Refusal> {
  const wrong = refuse('registry.role_place_wrong', { role: role.name, held: placeNames[role.held] })
  const places = await getPlaces(house)
  if (role.held === 'firm') {
    if (!body.firm || body.department || body.region) return wrong
    return (await findFirm(house, body.firm))
      ? { department: null, region: null, firm: body.firm }
      : refuse('registry.firm_unknown', { code: body.firm })
  }
  if (body.firm) return wrong
  if (role.held === 'department') {
    if (!body.department) return wrong
    const department = places.department(body.department)
    return department
      ? { department: department.code, region: department.region, firm: null }
      : refuse('registry.department_unknown', { code: body.department })
  }
  if (!body.region || body.department) return wrong
  return places.region(body.region)
    ? { department: null, region: body.region, firm: null }
    : refuse('registry.region_unknown', { code: body.region })
}

/** An administrator gives within the own region; a firm's grants are given by those who administer the whole installation. */
async function mayGive(house: House, actor: Actor, place: Place): Promise<boolean> {
  if (actor.kind === 'platform') return true
  const subject = { region: place.region ?? house.site.region }
  return may(await findPolicy(house), actor.grants, 'registry:grant:write', subject).allowed
}

/** Ends a grant today. It stays in the book: who held which role when can always be told. */
export async function endRole(house: House, actor: Actor, id: string): Promise<{ readonly done: boolean } | Refusal> {
  const rows = await house.db.ask<Place>(
    'select g.department, g.region, g.firm from registry.grants g where g.id = $1 and (g.until_day is null or g.until_day > $2)',
    [id, house.clock.today()],
  )
  const place = rows[0]
  if (!place) return refuse('registry.grant_unknown')
  if (!(await mayGive(house, actor, place))) return refuse('registry.outside_your_region')
  await house.db.ask(
    'update registry.grants g set until_day = greatest($2::date, g.from_day), ended_by = $3 where g.id = $1',
    [id, house.clock.today(), actor.id],
  )
  return { done: true }
}
