/** Orders in reach of the caller, the latest first: of a region for those who supervise it or answer its hotline, of their departments for others. */
import type { OrderList, OrderQuery } from '@steppe/contracts/appeals'
import { may, within } from '@steppe/kernels/authority'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { appealLists } from './load-lists.ts'
import { cursorOf, orderColumns, parseOrderCursor, rowOf, type StoredOrder } from './order-rows.ts'
import { queryOf } from './search-words.ts'

export interface Reach {
  /** Regions whose orders the actor may see whole. */
  readonly regions: readonly string[]
  readonly departments: readonly string[]
}

/** Where the actor may look: those who supervise into their region, those who take orders into that of their office. */
export async function reachOf(house: CasesHouse, actor: Actor): Promise<Reach> {
  const [places, lists] = await Promise.all([getPlaces(house), appealLists(house.site.packs)])
  const offices = new Set([...lists.types.values()].map((type) => type.office))
  const regions = actor.grants.flatMap(({ role, region, department }) => {
    const permissions = house.policy.roles[role]?.permissions ?? []
    if (region && permissions.includes('appeals:order:supervise')) return [region]
    const found =
      department && permissions.includes('appeals:order:receive') ? places.department(department) : undefined
    if (found && offices.has(found.kind)) return [found.region]
    return []
  })
  const departments = actor.grants.flatMap((grant) => (grant.department ? [grant.department] : []))
  return { regions: [...new Set(regions)], departments: [...new Set(departments)] }
}

/** Leagues that a region covers: itself, the one it lies in, or all of a province. */
export async function leaguesOf(house: CasesHouse, region: string): Promise<readonly string[]> {
  const places = await getPlaces(house)
  const found = places.region(region)
  if (!found) return []
  if (found.level !== 'province') return [places.league(region)]
  return [region, ...places.children(region).map((each) => each.code)]
}

/** A page. Refuses `platform.cursor_unknown`, `appeals.out_of_reach` for a region or department the caller may not look into. */
export async function listOrders(
  house: CasesHouse,
  actor: Actor,
  query: OrderQuery,
  language: 'zh' | 'en',
): Promise<OrderList | Refusal> {
  const after = parseOrderCursor(query.cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const reach = await reachOf(house, actor)
  const region = query.region ?? (query.department ? undefined : reach.regions[0])
  if (region && !reach.regions.some((each) => within(region, each))) return refuse('appeals.out_of_reach')
  const departments = region
    ? query.department
      ? [query.department]
      : []
    : query.department
      ? [query.department]
      : reach.departments
  if (!region && departments.some((each) => !mayLookInto(house, actor, reach, each)))
    return refuse('appeals.out_of_reach')
  const limit = query.limit ?? 50
  const { sql, values } = await statementFor(house, query, { region, departments, after, limit })
  const rows = await house.db.ask<StoredOrder>(sql, values)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => rowOf(house, row, language)),
    ...(rows.length > limit && last ? { next: cursorOf(last) } : {}),
  }
}

/** Whether the caller may look into the orders of a department. */
export async function looksInto(house: CasesHouse, actor: Actor, department: string): Promise<boolean> {
  return mayLookInto(house, actor, await reachOf(house, actor), department)
}

function mayLookInto(house: CasesHouse, actor: Actor, reach: Reach, department: string): boolean {
  if (reach.departments.includes(department)) return true
  if (reach.regions.some((each) => within(department.slice(0, 6), each))) return true
  return may(house.policy, actor.grants, 'appeals:order:supervise', { region: department.slice(0, 6) }).allowed
}

interface Range {
  readonly region: string | undefined
  readonly departments: readonly string[]
  readonly after: { readonly at: string; readonly id: string } | undefined
  readonly limit: number
}

/**
 * One index range for each league or department, merged: (league | department, opened_at desc, id desc). Problem orders and open late ones
 * have indexes of their own, being few among many; words are found in the inverted index.
 */
async function statementFor(house: CasesHouse, query: OrderQuery, { region, departments, after, limit }: Range) {
  const values: unknown[] = []
  const put = (value: unknown) => `$${values.push(value)}`
  const where: string[] = [
    `(o.opened_at, o.id) < (${put(after?.at ?? 'infinity')}::timestamptz, ${put(after?.id ?? '~')}::text)`,
  ]
  const equal = (column: string, value: unknown) => {
    if (value !== undefined) where.push(`o.${column} = ${put(value)}`)
  }
  equal('type', query.type)
  equal('intent', query.intent)
  equal('urgency', query.urgency)
  equal('stage', query.stage)
  equal('channel', query.channel)
  if (region && departments[0]) equal('department', departments[0])
  if (query.from) where.push(`o.opened_on >= ${put(query.from)}::date`)
  if (query.until) where.push(`o.opened_on <= ${put(query.until)}::date`)
  if (query.closedFrom) where.push(`o.closed_on >= ${put(query.closedFrom)}::date`)
  if (query.closedUntil) where.push(`o.closed_on <= ${put(query.closedUntil)}::date`)
  if (query.closedLate) where.push('o.closed_on > o.due_on')
  if (query.due) where.push(`o.due_on = ${put(query.due)}::date`)
  if (query.late) where.push(`o.closed_on is null and o.due_at < ${put(new Date(house.clock.now()))}`)
  if (query.problem) where.push('o.problem')
  if (query.open) where.push('o.closed_on is null')
  if (query.level) where.push(`o.level = ${put(['remind', 'written', 'raised'].indexOf(query.level) + 1)}`)
  if (region && query.own) where.push(`o.region = ${put(region)}`)
  else if (region) where.push(`o.region like ${put(`${region.replace(/(00)+$/, '')}%`)}`)
  const words = query.q ? queryOf(query.q) : undefined
  if (query.q && /^[0-9A-Z-]{8,40}$/.test(query.q.trim())) equal('id', query.q.trim())
  else if (query.q) where.push(words ? `o.words @@ ${put(words)}::tsquery` : 'false')
  const key = region ? 'league' : 'department'
  const keys = region ? await leaguesOf(house, region) : departments
  const list = put(keys)
  const most = put(limit + 1)
  const sql = `select o.* from unnest(${list}::text[]) as k(key)
    cross join lateral (
      select ${orderColumns} from appeals.orders o where o.${key} = k.key and ${where.join(' and ')}
      order by o.opened_at desc, o.id desc limit ${most}
    ) o order by o.opened_at desc, o.id desc limit ${most}`
  return { sql, values }
}
