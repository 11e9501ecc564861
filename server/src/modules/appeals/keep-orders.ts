/** Brings the rows by which orders are looked for up to their cases: one statement for many; seen twice, it changes nothing. */
import { bandKeys, signatureOf } from '@steppe/kernels/text'
import type { CasesHouse } from '#cases/house'
import { vectorOf } from './search-words.ts'

/** A case that is no order is passed over by its kind; a row never goes back to an older act. */
const statement = `
insert into appeals.orders as o (league, id, type, intent, urgency, region, department, channel, status, stage, account, firm, title, opened_at, opened_on,
  due_on, due_at, replied_at, closed_on, level, problem, reporters, public, merged_into, part_of, lat, long, service, contacted, solved, satisfaction, invalid, seq)
select c.league, c.id, g.a ->> 'type', g.a ->> 'intent', g.a ->> 'urgency', c.region, c.department, c.given ->> 'channel', c.status,
  case when c.state #>> '{order,mergedInto}' is not null then 'merged'
    when c.state ->> 'stage' in ('dispatch', 'dispute', 'handling', 'meeting', 'confirming', 'calling_back') and c.closed_on is null then c.state ->> 'stage'
    when c.closed_on is not null then 'ended' when json_array_length(c.state -> 'tasks') = 0 then 'handling' else 'dispatch' end,
  c.account, g.a ->> 'firm', c.given ->> 'title', to_timestamp((c.given ->> 'openedAt')::double precision / 1000), c.opened_on, c.due_on,
  (select min(coalesce(to_timestamp((t ->> 'dueAt')::double precision / 1000), ((t ->> 'dueOn')::date + 1)::timestamp at time zone $3))
     from json_array_elements(c.state -> 'tasks') t),
  to_timestamp((c.state #>> '{order,repliedAt}')::double precision / 1000), c.closed_on,
  coalesce((select max(case s ->> 'level' when 'remind' then 1 when 'written' then 2 else 3 end) from json_array_elements(c.state #> '{order,supervised}') s), 0),
  coalesce((c.state #>> '{order,problem}')::boolean, false),
  1 + (select count(*)::int from appeals.merges m where m.into_league = c.league and m.into_id = c.id and m.undone_at is null),
  coalesce((g.a ->> 'publish')::boolean, false), c.state #>> '{order,mergedInto}', c.state #>> '{findings,partOf}',
  (g.a #>> '{place,lat}')::double precision, (g.a #>> '{place,long}')::double precision, g.a ->> 'service',
  (c.state #>> '{order,callBack,contacted}')::boolean, (c.state #>> '{order,callBack,solved}')::boolean, c.state #>> '{order,callBack,satisfaction}',
  c.state #>> '{order,callBack,invalid}', c.seq
from unnest($1::text[], $2::text[]) as w(league, id)
join cases.cases c on c.league = w.league and c.id = w.id and c.kind = 'appeal'
cross join lateral (select c.given -> 'answers' as a) g
on conflict (league, id) do update set department = excluded.department, status = excluded.status, stage = excluded.stage, due_on = excluded.due_on,
  due_at = excluded.due_at, replied_at = excluded.replied_at, closed_on = excluded.closed_on, level = excluded.level, problem = excluded.problem,
  reporters = excluded.reporters, merged_into = excluded.merged_into, contacted = excluded.contacted, solved = excluded.solved,
  satisfaction = excluded.satisfaction, invalid = excluded.invalid, seq = excluded.seq
where o.seq <= excluded.seq
returning o.league, o.id, o.words is null as fresh`

interface Named {
  readonly league: string
  readonly id: string
}

/** Brings the named orders up to date. */
export async function keepOrders(house: Pick<CasesHouse, 'db' | 'site'>, named: readonly Named[]): Promise<void> {
  const once = [...new Map(named.map((each) => [each.id, each])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (once.length === 0) return
  const rows = await house.db.ask<Named & { fresh: boolean }>(statement, [
    once.map((each) => each.league),
    once.map((each) => each.id),
    house.site.zone,
  ])
  await keepWords(
    house,
    rows.filter((row) => row.fresh),
  )
}

/** Words for searching and bands for near-duplicates, once an order: what was said does not change. */
async function keepWords(house: Pick<CasesHouse, 'db'>, fresh: readonly Named[]): Promise<void> {
  if (fresh.length === 0) return
  const texts = await house.db.ask<Named & { text: string; title: string }>(
    `select c.league, c.id, c.given #>> '{answers,text}' as text, c.given ->> 'title' as title
     from unnest($1::text[], $2::text[]) as w(league, id) join cases.cases c on c.league = w.league and c.id = w.id`,
    [fresh.map((each) => each.league), fresh.map((each) => each.id)],
  )
  await house.db.ask(
    `update appeals.orders o set words = w.words::tsvector, bands = string_to_array(w.bands, ' ')
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as w(league, id, words, bands) where o.league = w.league and o.id = w.id`,
    [
      texts.map((each) => each.league),
      texts.map((each) => each.id),
      texts.map((each) => vectorOf(`${each.title} ${each.text}`)),
      texts.map((each) => bandKeys(signatureOf(each.text)).join(' ')),
    ],
  )
}
