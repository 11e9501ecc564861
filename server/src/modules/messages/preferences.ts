/** How a person wants to be told outside: SMS to the number on the register unless they opt out, mail to an address they give. */
import type { Preferences } from '@steppe/contracts/messages'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { personal } from '#platform/vault'

export interface Wishes {
  readonly sms: boolean
  readonly mail: string | null
  readonly language: 'zh' | 'en'
}

const unlessSaid: Wishes = { sms: true, mail: null, language: 'zh' }

/** What an account wishes. */
export async function wishesOf({ db }: Pick<House, 'db'>, account: string): Promise<Wishes> {
  const rows = await db.ask<Wishes>(
    'select p.sms, p.mail, p.language from messages.preferences p where p.account = $1',
    [account],
  )
  return rows[0] ?? unlessSaid
}

/** What the person reads of it, with what the installation can carry. */
export async function viewPreferences(house: Pick<House, 'db' | 'carrier'>, actor: Actor): Promise<Preferences> {
  const { sms, mail, language } = await wishesOf(house, actor.id)
  return { sms, ...(mail ? { mail } : {}), language, channels: [...(house.carrier?.channels ?? [])] }
}

/** What is still waiting is judged by the wishes of the moment in which it is sent, so that who opts out is not told once more. */
export async function changePreferences(
  house: Pick<House, 'db' | 'clock' | 'carrier'>,
  actor: Actor,
  wish: { readonly sms: boolean; readonly mail?: string | undefined; readonly language: 'zh' | 'en' },
): Promise<Preferences> {
  await house.db.ask(
    `insert into messages.preferences (account, sms, mail, language, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (account) do update set sms = excluded.sms, mail = excluded.mail, language = excluded.language, changed_at = excluded.changed_at`,
    [actor.id, wish.sms, personal(wish.mail?.trim() || null), wish.language, new Date(house.clock.now())],
  )
  return viewPreferences(house, actor)
}
