/** Hands what waits to the carrier: tried again with growing pauses, given up in the end; nothing else waits for it. */
import { cameByMail, findMailSender } from '#ask/appeals'
import { personOfAccount } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import type { Carrier, Channel } from '#platform/carrier'
import { keepLooking } from '#platform/keep-looking'
import type { House } from '#platform/module'
import { wishesOf } from './preferences.ts'
import { answerByMail, sentenceOf, type Told } from './words.ts'

/** Minutes until the next try after the first, second… that failed; after the last it is given up. */
export const pauses = [1, 5, 30, 120, 360, 720] as const
/** So long nobody else takes up what is being handed over. */
const held = 60_000
const atOnce = 20

interface Due extends Told {
  readonly account: string
  readonly message: string
  readonly channel: Channel
  readonly link: string | null
  readonly tries: number
}

type Ended = { readonly state: 'taken' | 'given_up' | 'withheld'; readonly why: string | null }
type Outcome = Ended | { readonly state: 'waiting'; readonly why: string; readonly pause: number }

/** Takes up what is due so that no other server does; a server that dies leaves it to the next turn. */
async function takeUp({ db, clock }: House): Promise<Due[]> {
  const now = clock.now()
  return db.ask<Due>(
    `with due as (
       select o.account, o.message, o.channel from messages.outgoing o where o.state = 'waiting' and o.next_at <= $1
       order by o.next_at limit ${atOnce} for update skip locked
     ), taken as (
       update messages.outgoing o set next_at = $2, tries = o.tries + 1 from due d
       where o.account = d.account and o.message = d.message and o.channel = d.channel
       returning o.account, o.message, o.channel, o.tries
     )
     select t.account, t.message, t.channel, t.tries, m.kind, m.case_id as "case", m.link, m.title, m.day
     from taken t join messages.messages m on m.account = t.account and m.id = t.message`,
    [new Date(now), new Date(now + held)],
  )
}

/** Where a message goes: nothing when the person does not wish it or has no number. */
async function addressOf(
  house: House,
  due: Due,
  wishes: { sms: boolean; mail: string | null },
): Promise<string | null> {
  if (due.channel === 'mail') return wishes.mail
  return wishes.sms ? ((await personOfAccount(house, due.account))?.phone ?? null) : null
}

/** Whoever wrote an appeal by mail has no account: they are answered where they wrote from, with the reply itself. */
async function answerOf(house: House, due: Due): Promise<{ readonly to: string | null; readonly text: string }> {
  const order = due.link?.split('/').at(-1) ?? ''
  const sender = due.channel === 'mail' ? await findMailSender(house, leagueOf(order), order) : undefined
  const reply = due.kind === 'order_replied' ? (sender?.reply ?? undefined) : undefined
  return { to: sender?.email ?? null, text: answerByMail({ ...due, case: order }, house.site.name, reply) }
}

async function hand(house: House, carrier: Carrier, due: Due): Promise<Outcome> {
  const wishes = await wishesOf(house, due.account)
  const { to, text } = cameByMail(due.account)
    ? await answerOf(house, due)
    : { to: await addressOf(house, due, wishes), text: sentenceOf(due, house.site.name, wishes.language) }
  if (!to) return { state: 'withheld', why: null }
  const id = `${due.account}/${due.message}/${due.channel}`
  try {
    const carried = await carrier.carry({
      id,
      channel: due.channel,
      to,
      subject: house.site.name[wishes.language],
      text,
    })
    return carried === 'taken' ? { state: 'taken', why: null } : { state: 'given_up', why: 'refused' }
  } catch (fault) {
    const why = String((fault as Error).message ?? fault).slice(0, 200)
    const pause = pauses[due.tries - 1]
    return pause === undefined ? { state: 'given_up', why } : { state: 'waiting', why, pause: pause * 60_000 }
  }
}

async function writeDown({ db, clock }: House, due: Due, outcome: Outcome): Promise<void> {
  const { state, why } = outcome
  const now = clock.now()
  await db.ask(
    `update messages.outgoing o set state = $4, why = $5, next_at = $6, ended_at = $7
     where o.account = $1 and o.message = $2 and o.channel = $3 and o.state = 'waiting'`,
    [
      due.account,
      due.message,
      due.channel,
      state,
      why,
      new Date('pause' in outcome ? now + outcome.pause : now),
      state === 'waiting' ? null : new Date(now),
    ],
  )
  if (state === 'given_up') console.error(`a message by ${due.channel} was given up after ${due.tries} tries: ${why}`)
}

/** One turn: hands over what is due; gives how many were handed. */
export async function sendOutgoing(house: House): Promise<number> {
  const { carrier } = house
  if (!carrier) return 0
  const all = await takeUp(house)
  await Promise.all(all.map(async (due) => writeDown(house, due, await hand(house, carrier, due))))
  return all.length
}

/** Sends every `every` ms; a fault is tried again the next turn. Gives the way to stop. */
export function keepSending(house: House, every = 2000): () => Promise<void> {
  return keepLooking(async () => (await sendOutgoing(house)) === atOnce, every, 'messages could not be sent')
}
