/** Brings the rows by which orders are looked for up to their cases: one statement for many; seen twice, it changes nothing. */
import { bandKeys, signatureOf } from '@steppe/kernels/text'
import type { CasesHouse } from '#cases/house'
import { vectorOf } from './search-words.ts'

/**
 * A case that is no order is passed over by its kind; a row never goes back to an older act. `offset 0`: each part of a case is parsed once,
 * not at each value that is taken from it.
 */
const statement = `
insert into appeals.orders as o (league, id, type, intent, urgency, region, department, channel, status, stage, account, firm, title, opened_at, opened_on,
  due_on, due_at, replied_at, closed_on, level, problem, reporters, public, merged_into, part_of, lat, long, service, contacted, solved, satisfaction, invalid, seq, words, bands)
select c.league, c.id, j.a ->> 'type', j.a ->> 'intent', j.a ->> 'urgency', c.region, c.department, j.g ->> 'channel', c.status,
  case when j.o ? 'mergedInto' then 'merged'
    when j.s ->> 'stage' in ('dispatch', 'dispute', 'handling', 'meeting', 'confirming', 'calling_back') and c.closed_on is null then j.s ->> 'stage'
    when c.closed_on is not null then 'ended' when jsonb_array_length(j.s -> 'tasks') = 0 then 'handling' else 'dispatch' end,
  c.account, j.a ->> 'firm', j.g ->> 'title', to_timestamp((j.g ->> 'openedAt')::double precision / 1000), c.opened_on, c.due_on,
  (select min(coalesce(to_timestamp((t ->> 'dueAt')::double precision / 1000), ((t ->> 'dueOn')::date + 1)::timestamp at time zone $3))
     from jsonb_array_elements(j.s -> 'tasks') t),
  to_timestamp((j.o ->> 'repliedAt')::double precision / 1000), c.closed_on,
  coalesce((select max(case u.value ->> 'level' when 'remind' then 1 when 'written' then 2 else 3 end) from jsonb_array_elements(j.o -> 'supervised') u), 0),
  coalesce((j.o ->> 'problem')::boolean, false),
  1 + (select count(*)::int from appeals.merges m where m.into_league = c.league and m.into_id = c.id and m.undone_at is null),
  coalesce((j.a ->> 'publish')::boolean, false), j.o ->> 'mergedInto', j.s #>> '{findings,partOf}',
  (j.a #>> '{place,lat}')::double precision, (j.a #>> '{place,long}')::double precision, j.a ->> 'service',
  (j.o #>> '{callBack,contacted}')::boolean, (j.o #>> '{callBack,solved}')::boolean, j.o #>> '{callBack,satisfaction}',
  case when j.o #>> '{callBack,invalid}' is not null and not exists (select from appeals.exclusions x
    where x.league = c.league and x.order_id = c.id and x.what = 'call_back' and x.state = 'lifted') then j.o #>> '{callBack,invalid}' end, c.seq,
  w.words::tsvector, string_to_array(w.bands, ' ')
from unnest($1::text[], $2::text[], $4::text[], $5::text[]) as w(league, id, words, bands)
join cases.cases c on c.league = w.league and c.id = w.id and c.kind = 'appeal'
cross join lateral (select c.given::jsonb as g, c.state::jsonb as s offset 0) p
cross join lateral (select p.g, p.s, p.g -> 'answers' as a, p.s -> 'order' as o offset 0) j
on conflict (league, id) do update set department = excluded.department, status = excluded.status, stage = excluded.stage, due_on = excluded.due_on,
  due_at = excluded.due_at, replied_at = excluded.replied_at, closed_on = excluded.closed_on, level = excluded.level, problem = excluded.problem,
  reporters = excluded.reporters, merged_into = excluded.merged_into, contacted = excluded.contacted, solved = excluded.solved,
  satisfaction = excluded.satisfaction, invalid = excluded.invalid, seq = excluded.seq,
  words = coalesce(o.words, excluded.words), bands = coalesce(o.bands, excluded.bands)
where o.seq <= excluded.seq`

interface Named {
  readonly league: string
  readonly id: string
}

/** Brings the named orders up to date. */
export async function keepOrders(house: Pick<CasesHouse, 'db' | 'site'>, named: readonly Named[]): Promise<void> {
  const once = [...new Map(named.map((each) => [each.id, each])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (once.length === 0) return
  const said = await wordsOf(house, once)
  await house.db.ask(statement, [
    once.map((each) => each.league),
    once.map((each) => each.id),
    house.site.zone,
    once.map((each) => said.get(each.id)?.words ?? null),
    once.map((each) => said.get(each.id)?.bands ?? null),
  ])
}

/** Words for searching and bands for near-duplicates of orders that have no row yet: what was said does not change. */
async function wordsOf(house: Pick<CasesHouse, 'db'>, named: readonly Named[]) {
  const texts = await house.db.ask<{ id: string; text: string; title: string }>(
    `select c.id, c.given #>> '{answers,text}' as text, c.given ->> 'title' as title
     from unnest($1::text[], $2::text[]) as w(league, id) join cases.cases c on c.league = w.league and c.id = w.id and c.kind = 'appeal'
     where not exists (select from appeals.orders o where o.league = c.league and o.id = c.id and o.words is not null)`,
    [named.map((each) => each.league), named.map((each) => each.id)],
  )
  return new Map(
    texts.map(({ id, title, text }) => [
      id,
      { words: vectorOf(`${title} ${text}`), bands: bandKeys(signatureOf(text)).join(' ') },
    ]),
  )
}
