/** Who may use a seal, and whether it may be used: decided by its owner, each time with a cause. Source: 国发〔1999〕25号 (印章管理). */
import type { NewHandler, SealChange } from '@steppe/contracts/seals'
import { findAccount } from '#ask/registry'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { findSeal, ownsSeal, type SealRow } from './find-seals.ts'
import { inOneStep, recordAct } from './record-act.ts'

async function ownSeal(house: House, actor: Actor, id: string): Promise<SealRow | Refusal> {
  const row = await findSeal(house, id)
  if (!row) return refuse('seals.seal_unknown')
  if (!ownsSeal(actor, row)) return refuse('seals.not_your_seal')
  return row.state === 'revoked' ? refuse('seals.seal_revoked') : row
}

/** Lets an account use a firm's seal; sign-in name and name must agree. */
export async function giveHandler(
  house: House,
  actor: Actor,
  id: string,
  body: NewHandler,
): Promise<{ done: boolean } | Refusal> {
  const row = await ownSeal(house, actor, id)
  if (isRefusal(row)) return row
  const account = await findAccount(house, body.login)
  if (!account || account.closed || account.kind !== 'person' || account.name !== body.name.trim())
    return refuse('seals.account_unknown', { login: body.login })
  const from = house.clock.today()
  if (body.until && body.until < from) return refuse('seals.day_passed')
  return inOneStep(house, async (tx) => {
    await recordAct(house, tx, row, {
      kind: 'handler_given',
      account: actor.id,
      by: actor.name,
      cause: `${body.cause}（${account.name}）`,
    })
    await tx.ask(
      `update seals.handlers set until_day = $4 where league = $1 and seal = $2 and account = $3 and (until_day is null or until_day > $4)`,
      [row.league, row.id, account.id, from],
    )
    await tx.ask(
      'insert into seals.handlers (league, seal, account, name, from_day, until_day, given_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [row.league, row.id, account.id, account.name, from, body.until ?? null, new Date(house.clock.now())],
    )
    return { done: true }
  })
}

/** Ends what a handler may do with the seal, from now on. */
export async function endHandler(
  house: House,
  actor: Actor,
  id: string,
  account: string,
): Promise<{ done: boolean } | Refusal> {
  const row = await ownSeal(house, actor, id)
  if (isRefusal(row)) return row
  return inOneStep(house, async (tx) => {
    const ended = await tx.ask<{ name: string }>(
      `update seals.handlers set until_day = $4 where league = $1 and seal = $2 and account = $3 and (until_day is null or until_day > $4) returning name`,
      [row.league, row.id, account, house.clock.today()],
    )
    if (!ended[0]) return refuse('seals.account_unknown', { login: account })
    await recordAct(house, tx, row, { kind: 'handler_ended', account: actor.id, by: actor.name, cause: ended[0].name })
    return { done: true }
  })
}

const kindOf = { active: 'resumed', suspended: 'suspended', revoked: 'revoked' } as const

/** Suspends, resumes or revokes; what is revoked stays so. */
export async function changeSeal(
  house: House,
  actor: Actor,
  id: string,
  body: SealChange,
): Promise<{ done: boolean } | Refusal> {
  const row = await ownSeal(house, actor, id)
  if (isRefusal(row)) return row
  if (row.state === body.to) return { done: true }
  return inOneStep(house, async (tx) => {
    await recordAct(
      house,
      tx,
      row,
      { kind: kindOf[body.to], account: actor.id, by: actor.name, cause: body.cause },
      body.to,
    )
    return { done: true }
  })
}
