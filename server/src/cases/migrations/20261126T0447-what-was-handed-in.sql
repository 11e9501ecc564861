-- What was handed in seldom changes, and is long; what acts change is short. Kept apart, an act rewrites the short part alone, in the row itself.
-- Number and league are columns already and stand in neither part. Both are read whole: as text they need no turning into a tree and back.
alter table cases.cases add column given json, add column in_time boolean;
update cases.cases set
  given = (select json_object_agg(e.key, e.value) from jsonb_each(state) e
    where e.key in ('region', 'kind', 'title', 'item', 'process', 'applicant', 'channel', 'openedAt', 'openedOn', 'answers', 'materials', 'saved')),
  in_time = case when status = 'closed' then due_on is null or closed_on <= due_on end;
alter table cases.cases alter column given set not null;
alter table cases.cases alter column state type json using
  (state - '{id,league,region,kind,title,item,process,applicant,channel,openedAt,openedOn,answers,materials,saved}'::text[])::json;
alter table cases.cases alter column state set storage main;

-- Whether a case was closed in time is known when it is closed. An index that held status and due day would have to be written at most acts.
drop index cases.cases_closed;
create index cases_closed on cases.cases (closed_on) include (in_time) where closed_on is not null;
