-- 考核申诉: a department holds that an order should not count against it; a supervisor decides. Public either way.
create table appeals.objections (
  league text not null,
  id text not null,
  order_id text not null,
  region text not null,
  department text not null,
  ground text not null,
  reason text not null,
  by_account text not null,
  on_day date not null,
  state text not null default 'open' check (state in ('open', 'granted', 'refused')),
  decision jsonb,
  primary key (league, id)
);
-- One department objects once to one order.
create unique index objections_once on appeals.objections (league, order_id, department);
create index objections_latest on appeals.objections (on_day desc, id desc);
create index objections_of_department on appeals.objections (department, on_day desc, id desc);
