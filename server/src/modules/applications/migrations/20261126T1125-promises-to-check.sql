-- Decisions that rest on a promise, until somebody has checked it: what an office has to look at after a case is closed.
create table applications.promises (
  league text not null,
  case_id text not null,
  department text not null,
  -- The last day for the check; where it was to be put right, the day after which it is looked at again.
  check_by date not null,
  -- It was looked at once, and something was to be put right.
  mending boolean not null default false,
  ended_on date,
  primary key (league, case_id)
);
-- What an office has to check, the first due first.
create index promises_to_check on applications.promises (department, check_by, case_id) where ended_on is null;

-- Decisions of before: those closed on a promise that nobody has checked yet.
insert into applications.promises (league, case_id, department, check_by, mending)
select c.league, c.id, c.department, (c.state -> 'promise' ->> 'checkBy')::date, false
from cases.cases c
where c.status = 'closed' and c.state -> 'promise' ->> 'checkBy' is not null and c.state -> 'promise' ->> 'kept' is null;
