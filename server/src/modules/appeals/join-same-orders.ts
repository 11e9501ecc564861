/**
 * 同一件事不重复办理: an order that says the same of the same place as a running one joins it by itself, whatever door it came by. Only what is safe: nobody
 * has worked on it yet, the running one is not answered, and numbers and directions are the same. Everything else is suggested to the agent.
 * Whoever handed it in is told, sees the answer, and may have it go on alone. Source: 国办函〔2025〕66号.
 */
import type { Place } from '@steppe/contracts/appeals'
import { marksOf, normalise, resemblance, shinglesOf } from '@steppe/kernels/text'
import type { CasesHouse } from '#cases/house'
import { isRefusal } from '#platform/refusals'
import { appealLists, type SameMatter } from './load-lists.ts'
import type { Matter } from './matter.ts'
import { findTarget, joinOrders } from './merge-orders.ts'

const platform = { kind: 'platform', id: 'platform', name: '平台' } as const

/** So much of the shorter text stands in the longer one where words were only added. */
const unchanged = 0.95

interface Pair {
  readonly id: string
  readonly into: string
  /** Handed in by the same person, for the same firm or for themselves. */
  readonly own: boolean
  readonly a: Matter
  readonly b: Matter
}

/**
 * Orders that nobody touched yet, each with the running ones of the place that share a band of the signature, the oldest first. Boards count
 * every message, and what another installation passed on is told back to it by itself. */
const statement = `
select n.id, o.id as into, n.account = o.account and n.firm is not distinct from o.firm as own, a.given -> 'answers' as a, b.given -> 'answers' as b
from unnest($1::text[], $2::text[]) as w(league, id)
join appeals.orders n on n.league = w.league and n.id = w.id and n.seq = 1 and n.stage = 'dispatch' and n.part_of is null and n.channel not in ('board', 'link')
cross join lateral (
  select o.league, o.id, o.account, o.firm, o.opened_at from appeals.orders o
  where o.bands && n.bands and o.closed_on is null and o.league = n.league and o.region = n.region and o.type = n.type and o.intent = n.intent
    and o.urgency = n.urgency and o.replied_at is null and o.part_of is null and o.channel <> 'board'
    and o.id <> n.id and o.opened_at <= n.opened_at and o.opened_at > n.opened_at - make_interval(days => $3::int)
  order by o.opened_at, o.id limit 20
) o
join cases.cases a on a.league = n.league and a.id = n.id
join cases.cases b on b.league = o.league and b.id = o.id
order by n.opened_at, n.id, o.opened_at, o.id`

/** Joins those of the named orders that are the same matter as a running one. Seen twice, it does nothing. */
export async function joinSameOrders(
  house: CasesHouse,
  named: readonly { readonly league: string; readonly id: string }[],
): Promise<void> {
  const { sameMatter, types } = await appealLists(house.site.packs)
  if (!sameMatter || named.length === 0) return
  const ids = [named.map(({ league }) => league), named.map(({ id }) => id)]
  const done = new Set<string>()
  for (const pair of await house.db.ask<Pair>(statement, [...ids, sameMatter.days])) {
    const alike = done.has(pair.id) ? undefined : howAlike(pair, sameMatter, types.get(pair.a.type)?.firms ?? false)
    if (alike === undefined) continue
    const who = pair.own ? '同一人' : '不同的人'
    const reason = `平台合并：${who}在${sameMatter.days}日内反映同一件事，内容相同${Math.round(alike * 100)}%`
    if (await join(house, pair, reason)) done.add(pair.id)
  }
}

/** How alike two are, where that makes them one matter. A firm's complaint is its own, and a name that is kept apart stays apart. */
export function howAlike(
  { own, a, b }: Pick<Pair, 'own' | 'a' | 'b'>,
  { near, least, metres }: SameMatter,
  ofFirms: boolean,
): number | undefined {
  if (a.secret || b.secret || (ofFirms && !own)) return undefined
  const tooShort = [a, b].some(({ text }) => [...normalise(text)].length < least)
  if (tooShort || marksOf(a.text) !== marksOf(b.text)) return undefined
  const where = placesOf(a.place, b.place, metres)
  const [said, before] = [shinglesOf(a.text), shinglesOf(b.text)]
  const alike = resemblance(said, before)
  if (alike < near || where === 'other') return undefined
  // Where no place was named only one's own words say that it is the same: something added to them, nothing changed in them.
  const shared = (alike * (said.size + before.size)) / (1 + alike)
  const added = shared / Math.min(said.size, before.size) > unchanged
  return where === 'same' || (own && added) ? alike : undefined
}

function placesOf(a: Place, b: Place, metres: number): 'same' | 'other' | 'unsaid' {
  if ([a.lat, a.long, b.lat, b.long].every((each) => each !== undefined))
    return distance(a, b) <= metres ? 'same' : 'other'
  const [one, other] = [normalise(a.address ?? ''), normalise(b.address ?? '')]
  if (!one || !other) return 'unsaid'
  return one === other ? 'same' : 'other'
}

/** Metres between two near points. */
function distance(a: Place, b: Place): number {
  const degree = 111_195
  const east = (a.long! - b.long!) * Math.cos((a.lat! * Math.PI) / 180)
  return Math.hypot(a.lat! - b.lat!, east) * degree
}

/** Whether it joined; one that somebody works on meanwhile stays as it is. */
async function join(house: CasesHouse, { id, into: target }: Pair, reason: string): Promise<boolean> {
  for (let tries = 0; tries < 3; tries++) {
    const state = await house.engine.load(id)
    if (!state || state.seq !== 1) return false
    const into = await findTarget(house, state.league, target)
    if (isRefusal(into)) return false
    if (!isRefusal(await joinOrders(house, { state, after: state.seq, into, reason }, platform))) return true
  }
  return false
}
