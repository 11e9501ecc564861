/** Acting for a firm: the representative on the register claims it, and lets others act for it. */
import type { AuthoriseBody } from '@steppe/contracts/registry'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import { accountById, findAccount } from './find-account.ts'
import { findFirm } from './find-firm.ts'
import { personOfAccount } from './find-person.ts'
import { writeGrant } from './give-role.ts'

/** The representative's grant, for the person the register names, whose document somebody has seen. Claiming twice gives the same grant. */
export async function claimFirm(house: House, actor: Actor, code: string): Promise<{ readonly id: string } | Refusal> {
  const firm = await findFirm(house, code)
  if (!firm) return refuse('registry.firm_unknown', { code })
  const person = await personOfAccount(house, actor.id)
  if (person && firm.representative === person.id && !(await accountById(house, actor.id))?.proved)
    return refuse('registry.identity_unproved')
  if (!person || firm.representative !== person.id) return refuse('registry.not_representative')
  const held = await heldGrant(house, actor.id, firm.code, 'representative')
  if (held) return { id: held }
  const place = { department: null, region: null, firm: firm.code }
  return writeGrant(house, {
    account: actor.id,
    role: 'representative',
    place,
    from: house.clock.today(),
    until: null,
    by: actor.id,
  })
}

/** Lets another account act for the firm as its handler; sign-in name and name must agree, so that a typing error gives nothing away. */
export async function authoriseHandler(
  house: House,
  actor: Actor,
  code: string,
  body: AuthoriseBody,
): Promise<{ readonly id: string } | Refusal> {
  if (!actor.grants.some((grant) => grant.role === 'representative' && grant.firm === code))
    return refuse('registry.not_representative')
  const account = await findAccount(house, body.login)
  if (!account || account.closed || account.kind !== 'person') return refuse('registry.account_unknown')
  if (account.name !== body.name.trim()) return refuse('registry.name_differs')
  const from = house.clock.today()
  if (body.until && body.until < from) return refuse('registry.day_order_wrong')
  const held = await heldGrant(house, account.id, code, 'handler')
  if (held) return { id: held }
  const place = { department: null, region: null, firm: code }
  return writeGrant(house, {
    account: account.id,
    role: 'handler',
    place,
    from,
    until: body.until ?? null,
    by: actor.id,
  })
}

/** Ends what a handler of one's firm holds. */
export async function endHandler(
  house: House,
  actor: Actor,
  grant: string,
): Promise<{ readonly done: boolean } | Refusal> {
  const firms = actor.grants.flatMap((held) => (held.role === 'representative' && held.firm ? [held.firm] : []))
  const rows = await house.db.ask<{ id: string }>(
    `update registry.grants g set until_day = greatest($2::date, g.from_day), ended_by = $3
     where g.id = $1 and g.role = 'handler' and g.firm = any($4) and (g.until_day is null or g.until_day > $2) returning g.id`,
    [grant, house.clock.today(), actor.id, firms],
  )
  return rows[0] ? { done: true } : refuse('registry.grant_unknown')
}

async function heldGrant(house: House, account: string, firm: string, role: string): Promise<string | undefined> {
  const rows = await house.db.ask<{ id: string }>(
    `select g.id from registry.grants g
     where g.account = $1 and g.firm = $2 and g.role = $3 and g.from_day <= $4 and (g.until_day is null or g.until_day > $4)`,
    [account, firm, role, house.clock.today()],
  )
  return rows[0]?.id
}
