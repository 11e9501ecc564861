/**
 * The rules of the signs of gaming over acts. Each gives the cases that are looked at as `seen`, with the department and, where the sign
 * shows, why. $1 and $2: instants, from and until; $3: leagues; $4: pattern of the region; $5: how many cases are shown; then what the rule needs.
 */
import type { Sign, SignId } from './load-signs.ts'

interface Rule {
  readonly seen: string
  readonly values: (sign: Sign) => readonly unknown[]
}

const inSpan = 'a.at >= $1 and a.at < $2 and a.league = any($3::text[])'
const order = 'join appeals.orders o on o.league = a.league and o.id = a.case_id and o.region like $4'
const who = `coalesce(a.act #>> '{actor,department}', o.department)`
const says = (text: string, words: string) =>
  `exists (select from unnest(${words}::text[]) as w(word) where strpos(${text}, w.word) > 0)`

/** 当场答复: the act by which the hotline ends an order itself. */
const relabelled: Rule = {
  seen: `
select a.league, a.case_id as id, ${who} as department, a.at,
  case when o.intent = any($6::text[]) then 'not_a_question'
    when o.intent = 'consult' and o.channel <> 'web' and ${says(`c.given #>> '{answers,text}'`, '$7')} then 'words_complain' end as why
from cases.acts a ${order} join cases.cases c on c.league = a.league and c.id = a.case_id
where a.kind = 'answer' and ${inSpan}`,
  values: ({ intents = [], words = [] }) => [intents, words],
}

const split: Rule = {
  seen: `
select a.league, a.case_id as id, ${who} as department, a.at,
  case when a.act #>> '{deed,to}' = o.department then 'to_itself'
    when count(*) over (partition by a.league, a.case_id) >= $6::int then 'many_parts' end as why
from cases.acts a ${order}
where a.kind = 'split' and ${inSpan}`,
  values: ({ parts = 4 }) => [parts],
}

/** Those opened again are few; the reply before is read by the key of the case. */
const closedReopened: Rule = {
  seen: `
select a.league, a.case_id as id, o.department, a.at,
  case when r.times > 1 then 'again_and_again'
    when (select (p.act #>> '{deed,solved}')::boolean from cases.acts p
      where p.league = r.league and p.case_id = r.case_id and p.seq < r.seq and p.kind = 'reply' order by p.seq desc limit 1) then 'said_solved' end as why
from cases.acts a ${order}
left join (
  select g.league, g.case_id, g.seq, g.at, count(*) over (partition by g.league, g.case_id) as times
  from cases.acts g where g.kind = 'reopen' and g.at >= $1 and g.at < $2::timestamptz + make_interval(days => $6) and g.league = any($3::text[])
) r on r.league = a.league and r.case_id = a.case_id and r.seq > a.seq and r.at <= a.at + make_interval(days => $6)
where a.kind = 'call_back' and ${inSpan}`,
  values: ({ within = 5 }) => [within],
}

/** What the person says elsewhere: in words of their own, in a rating (4 and 5 are bad), to a drawn sample. */
const pressed: Rule = {
  seen: `
select a.league, a.case_id as id, o.department, a.at,
  case when p.pressed then 'says_pressed' when s.order_id is not null then 'sample_differs' when p.rated then 'rated_badly' end as why
from cases.acts a ${order}
left join (
  select distinct c.league, c.order_id from appeals.campaign_calls c
  where c.called_at >= $1 and c.called_at < $2::timestamptz + make_interval(days => $6) and c.league = any($3::text[]) and c.result ->> 'invalid' is null
    and (c.result ->> 'satisfaction' = 'dissatisfied' or c.result ->> 'solved' = 'false')
) s on s.league = a.league and s.order_id = a.case_id
cross join lateral (
  select bool_or(${says(`concat(n.act #>> '{deed,text}', n.act #>> '{deed,reason}')`, '$7')}) as pressed,
    bool_or(n.kind = 'rate' and n.seq > a.seq and (n.act #>> '{deed,grade}')::int >= 4 and n.at <= a.at + make_interval(days => $6)) as rated
  from cases.acts n where n.league = a.league and n.case_id = a.case_id and n.kind in ('rate', 'reopen', 'urge', 'note') and n.actor = o.account
) p
where a.kind = 'call_back' and a.act #>> '{deed,satisfaction}' in ('satisfied', 'basically') and a.act #>> '{deed,invalid}' is null and ${inSpan}`,
  values: ({ within = 31, words = [] }) => [within, words],
}

const rules: Readonly<Record<SignId, Rule>> = { relabelled, split, 'closed-reopened': closedReopened, pressed }

/** A row a department: how many orders were looked at, how many show the sign, the latest of them. An order counts once. */
export function statementOf(sign: Sign): { readonly sql: string; readonly values: readonly unknown[] } {
  const rule = rules[sign.id]
  const sql = `
with seen as (${rule.seen}
), one as (
  select distinct on (s.league, s.id) s.* from seen s order by s.league, s.id, s.why nulls last, s.at desc
)
select s.department, count(*)::int as looked_at, count(s.why)::int as found,
  to_json((array_agg(json_build_object('order', s.id, 'at', s.at, 'why', s.why) order by s.at desc) filter (where s.why is not null))[1:$5]) as cases
from one s group by s.department having count(s.why) > 0`
  return { sql, values: rule.values(sign) }
}
