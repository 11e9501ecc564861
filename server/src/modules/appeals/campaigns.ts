/**
 * 回访抽样: the list of ended orders is fixed and its root sealed in the log together with the public value that will be the seed, before that
 * value exists; whoever has the list and the value gets the same sample.
 */
import { randomBytes } from 'node:crypto'
import type { Campaign, CampaignSample, NewCampaign } from '@steppe/contracts/appeals'
import { within } from '@steppe/kernels/authority'
import type { Day } from '@steppe/kernels/calendar'
import {
  checkRule,
  type DrawList,
  drawnOrder,
  drawSeed,
  type LotteryEntry,
  listRoot,
  readSeed,
  type SeedRule,
  type SeedValue,
  seedTime,
} from '@steppe/kernels/draw'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { putFacts, seal, sealedFact } from '#platform/sealed-fact'
import { leaguesOf, reachOf } from './list-orders.ts'

export interface StoredCampaign {
  readonly league: string
  readonly id: string
  readonly title: string
  readonly region: string
  readonly from_day: Day
  readonly until_day: Day
  readonly size: number
  readonly list: readonly string[]
  readonly list_root: string
  readonly rule: SeedRule
  readonly seed: { readonly text: string; readonly value: SeedValue } | null
  readonly entries: readonly LotteryEntry[]
  readonly committed_at: Date
}

export const campaignColumns =
  'p.league, p.id, p.title, p.region, p.from_day, p.until_day, p.size, p.list, p.list_root, p.rule, p.seed, p.entries, p.committed_at'

/** At most so many orders in one list: the list is published whole. */
const mostListed = 200_000

/** The list as the draw kernel has it: one box, no inspectors. */
export function drawListOf(orders: readonly string[], size: number): DrawList {
  return {
    tasks: [
      {
        id: 'call-back',
        take: [{ stratum: 'ended', count: Math.min(size, orders.length) }],
        pool: 'callers',
        inspectors: 0,
      },
    ],
    objects: orders.map((id) => ({ id, tasks: { 'call-back': 'ended' } })),
    inspectors: [],
    recusals: [],
  }
}

/** The sample: the first of the drawn order. */
export function sampleOf(orders: readonly string[], root: string, text: string, size: number): string[] {
  const sorted = [...orders].sort()
  const order = drawnOrder(drawSeed(root, text), 'object', sorted)
  return [...order.slice(0, Math.min(size, sorted.length))].map((index) => sorted[index]!)
}

/** A lottery that is drawn later; its numbers are read by two people. */
async function ruleOf(house: CasesHouse, seed: NewCampaign['seed']): Promise<SeedRule | Refusal> {
  for (const pack of house.site.packs.toReversed()) {
    const file = await pack.data<{ lotteries?: readonly { id: string; parts: readonly number[] }[] }>(
      'inspections/seeds.json',
    )
    const game = file?.lotteries?.find((each) => each.id === seed.game)
    if (game) return { kind: 'lottery', game: game.id, issue: seed.issue, drawnAt: seed.drawnAt, parts: game.parts }
  }
  return refuse('appeals.seed_wrong', { why: seed.game })
}

/** Refuses `appeals.out_of_reach`, `appeals.nothing_to_draw`, `appeals.seed_wrong`, `appeals.seed_not_later`. */
export async function openCampaign(house: CasesHouse, actor: Actor, wish: NewCampaign): Promise<Campaign | Refusal> {
  if (!(await reachOf(house, actor)).regions.some((each) => within(wish.region, each)))
    return refuse('appeals.out_of_reach')
  const rule = await ruleOf(house, wish.seed)
  if ('refused' in rule) return rule
  if (checkRule(rule) !== 'ok') return refuse('appeals.seed_wrong', { why: checkRule(rule) })
  if (seedTime(rule) <= house.clock.now()) return refuse('appeals.seed_not_later')
  const orders = await endedOrders(house, wish)
  if (orders.length === 0) return refuse('appeals.nothing_to_draw')
  const root = listRoot(drawListOf(orders, wish.size))
  const league = (await getPlaces(house)).league(wish.region)
  const now = house.clock.now()
  const id = `R${house.clock.today().replaceAll('-', '')}-${randomBytes(5).toString('hex').toUpperCase()}`
  const sealed = seal({ campaign: id, root, rule, size: wish.size })
  await house.db.asOne(async () => {
    await house.db.ask(
      `insert into appeals.campaigns (league, id, title, region, department, from_day, until_day, size, list, list_root, rule, committed_at, by_account, salt, commitment)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        league,
        id,
        wish.title,
        wish.region,
        wish.department ?? null,
        wish.from,
        wish.until,
        wish.size,
        JSON.stringify(orders),
        root,
        JSON.stringify(rule),
        new Date(now),
        actor.id,
        sealed.salt,
        sealed.commitment,
      ],
    )
    await putFacts(house.db.ask, [
      sealedFact({
        name: 'appeals.sample_committed',
        league,
        subject: id,
        first: 1,
        commitments: [sealed.commitment],
        at: now,
      }),
    ])
  })
  return viewCampaign(house, (await findCampaign(house, id))!, 'zh')
}

/** Ended orders of the days, in the order of their numbers; merged ones and parts are one with theirs. */
async function endedOrders(house: CasesHouse, wish: NewCampaign): Promise<string[]> {
  const rows = await house.db.ask<{ id: string }>(
    `select o.id from unnest($1::text[]) as k(league) cross join lateral (
       select o.id from appeals.orders o where o.league = k.league and o.closed_on >= $2::date and o.closed_on <= $3::date
         and o.status = 'closed' and o.part_of is null and o.region like $4 and ($5::text is null or o.department = $5)
     ) o order by o.id limit ${mostListed}`,
    [
      await leaguesOf(house, wish.region),
      wish.from,
      wish.until,
      `${wish.region.replace(/(00)+$/, '')}%`,
      wish.department ?? null,
    ],
  )
  return rows.map((row) => row.id)
}

export async function findCampaign(house: CasesHouse, id: string): Promise<StoredCampaign | undefined> {
  const rows = await house.db.ask<StoredCampaign>(
    `select ${campaignColumns} from appeals.campaigns p where p.id = $1`,
    [id],
  )
  return rows[0]
}

/**
 * The numbers come in as two people read them; the first reading waits for the second, then the sample is drawn, once. Refuses
 * `appeals.seed_too_early`, `appeals.seed_wrong`, `appeals.drawn_already`.
 */
export async function drawCampaign(
  house: CasesHouse,
  actor: Actor,
  id: string,
  numbers: LotteryEntry['numbers'],
): Promise<Campaign | Refusal> {
  const found = await findCampaign(house, id)
  if (!found) return refuse('appeals.campaign_unknown')
  if (!(await reachOf(house, actor)).regions.some((each) => within(found.region, each)))
    return refuse('appeals.out_of_reach')
  if (found.seed) return refuse('appeals.drawn_already')
  if (house.clock.now() < seedTime(found.rule)) return refuse('appeals.seed_too_early')
  const entry = { by: actor.id, numbers }
  const alone = readSeed(found.rule, { kind: 'lottery', entries: [entry, { ...entry, by: 'the same again' }] })
  if (!alone.ok) return refuse('appeals.seed_wrong', { why: alone.why })
  const [first] = found.entries
  if (!first || first.by === actor.id) return keepEntry(house, found, entry)
  const value: SeedValue = { kind: 'lottery', entries: [first, entry] }
  const read = readSeed(found.rule, value)
  if (!read.ok) {
    await setEntries(house, found, [])
    return refuse('appeals.seed_wrong', { why: read.why })
  }
  await keepSample(house, found, { text: read.text, value })
  return viewCampaign(house, (await findCampaign(house, id))!, 'zh')
}

async function keepEntry(house: CasesHouse, found: StoredCampaign, entry: LotteryEntry): Promise<Campaign> {
  await setEntries(house, found, [entry])
  return viewCampaign(house, (await findCampaign(house, found.id))!, 'zh')
}

async function setEntries(house: CasesHouse, found: StoredCampaign, entries: readonly LotteryEntry[]): Promise<void> {
  await house.db.ask(
    'update appeals.campaigns p set entries = $3 where p.league = $1 and p.id = $2 and p.seed is null',
    [found.league, found.id, JSON.stringify(entries)],
  )
}

/** The value and the sample, once: whoever comes second finds it drawn. */
async function keepSample(
  house: CasesHouse,
  found: StoredCampaign,
  seed: { readonly text: string; readonly value: SeedValue },
): Promise<void> {
  const drawn = sampleOf(found.list, found.list_root, seed.text, found.size)
  await house.db.asOne(async () => {
    const won = await house.db.ask(
      'update appeals.campaigns p set seed = $3, drawn_at = $4 where p.league = $1 and p.id = $2 and p.seed is null returning p.id',
      [found.league, found.id, JSON.stringify(seed), new Date(house.clock.now())],
    )
    if (won.length === 0) return
    await house.db.ask(
      `insert into appeals.campaign_calls (league, campaign, place, order_id)
       select $1, $2, d.place, d.id from unnest($3::text[]) with ordinality as d(id, place)`,
      [found.league, found.id, drawn],
    )
  })
}

export async function viewCampaign(house: CasesHouse, row: StoredCampaign, language: 'zh' | 'en'): Promise<Campaign> {
  const [counted] = await house.db.ask<Campaign['results'] & { all: number }>(
    `select count(*)::int as "all", count(*) filter (where c.result ? 'invalid')::int as invalid,
       count(*) filter (where c.result is null)::int as waiting,
       count(*) filter (where c.result is not null and not c.result ? 'invalid')::int as valid,
       count(*) filter (where (c.result ->> 'contacted')::boolean and not c.result ? 'invalid')::int as contacted,
       count(*) filter (where (c.result ->> 'solved')::boolean and not c.result ? 'invalid')::int as solved,
       count(*) filter (where c.result ->> 'satisfaction' = 'satisfied' and not c.result ? 'invalid')::int as satisfied,
       count(*) filter (where c.result ->> 'satisfaction' = 'basically' and not c.result ? 'invalid')::int as basically
     from appeals.campaign_calls c where c.league = $1 and c.campaign = $2`,
    [row.league, row.id],
  )
  const { all: _all, ...results } = counted!
  const rule = row.rule.kind === 'lottery' ? `${row.rule.game} ${row.rule.issue}` : row.rule.kind
  return {
    id: row.id,
    title: row.title,
    region: row.region,
    regionName: house.directory.regionName(row.region, language),
    from: row.from_day,
    until: row.until_day,
    size: row.size,
    population: row.list.length,
    listRoot: row.list_root,
    state: row.seed ? 'drawn' : 'committed',
    committedAt: row.committed_at.toISOString(),
    seedAt: new Date(seedTime(row.rule)).toISOString(),
    seedSource: rule,
    readings: row.entries.length,
    ...(row.seed ? { seed: { value: row.seed.text, source: rule } } : {}),
    results,
  }
}

const pageSize = 30

export async function listCampaigns(house: CasesHouse, cursor: string | undefined, language: 'zh' | 'en') {
  const after = cursor === undefined ? undefined : /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~([\w-]{8,40})$/.exec(cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const rows = await house.db.ask<StoredCampaign>(
    `select ${campaignColumns} from appeals.campaigns p where (p.committed_at, p.id) < ($1::timestamptz, $2::text)
     order by p.committed_at desc, p.id desc limit $3`,
    [after?.[1] ?? 'infinity', after?.[2] ?? '~', pageSize + 1],
  )
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    rows: await Promise.all(page.map((row) => viewCampaign(house, row, language))),
    ...(rows.length > pageSize && last ? { next: `${last.committed_at.toISOString()}~${last.id}` } : {}),
  }
}

/** What anybody needs to draw again: the whole list, the rule, the value, the sample. Numbers of orders only. */
export async function showSample(
  house: CasesHouse,
  id: string,
  language: 'zh' | 'en',
): Promise<CampaignSample | Refusal> {
  const found = await findCampaign(house, id)
  if (!found) return refuse('appeals.campaign_unknown')
  const drawn = found.seed ? sampleOf(found.list, found.list_root, found.seed.text, found.size) : []
  return {
    campaign: await viewCampaign(house, found, language),
    list: [...found.list].sort(),
    rule: found.rule as unknown as Record<string, unknown>,
    method: "drawnOrder(drawSeed(listRoot, seed.value), 'object', list)，取前 size 个；kernels/draw",
    drawn,
  }
}
