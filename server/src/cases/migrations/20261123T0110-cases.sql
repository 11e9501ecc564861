-- Cases, their acts, the open tasks. The league's region code leads every key, so the tables partition and shard by it.
create schema cases;

create table cases.cases (
  league text not null,
  id text not null,
  kind text not null,
  item text not null,
  process text not null,
  process_version text not null,
  region text not null,
  department text not null,
  account text not null,
  status text not null,
  opened_on date not null,
  due_on date,
  decided_on date,
  closed_on date,
  wake_at timestamptz,
  seq integer not null,
  state jsonb not null,
  primary key (league, id)
) with (fillfactor = 80);
create index cases_by_account on cases.cases (account, opened_on desc, id desc);
create index cases_to_wake on cases.cases (wake_at) where wake_at is not null;
create index cases_took on cases.cases (item, decided_on) include (opened_on) where decided_on is not null;
create index cases_closed on cases.cases (closed_on) include (due_on, status) where closed_on is not null;
create index cases_opened on cases.cases (opened_on);

create table cases.acts (
  league text not null,
  case_id text not null,
  seq integer not null,
  at timestamptz not null,
  kind text not null,
  actor text not null,
  act jsonb not null,
  salt bytea not null,
  commitment bytea not null,
  primary key (league, case_id, seq)
);

-- Acts are appended and never changed, by whatever role.
create function cases.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'acts are appended and never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger acts_stand before update or delete on cases.acts for each row execute function cases.refuse_change();
create trigger acts_stay before truncate on cases.acts for each statement execute function cases.refuse_change();

-- Open tasks only: the table stays as small as the work that is owed.
create table cases.tasks (
  league text not null,
  case_id text not null,
  task text not null,
  department text not null,
  role text not null,
  holder text,
  node text not null,
  name text not null,
  action text not null,
  status text not null,
  title text not null,
  applicant text not null,
  opened_on date not null,
  due_on date not null default 'infinity',
  paused boolean not null default false,

  primary key (league, case_id, task)
) with (fillfactor = 80);
create index tasks_inbox on cases.tasks (department, due_on, case_id, task);
create index tasks_by_status on cases.tasks (department, status, due_on, case_id, task);
create index tasks_by_holder on cases.tasks (holder, due_on) where holder is not null;

-- A decision being written: the holder's own, no act until it is sent.
create table cases.decision_drafts (
  league text not null,
  case_id text not null,
  account text not null,
  draft jsonb not null,
  saved_at timestamptz not null,
  primary key (league, case_id, account)
);

create table cases.definitions (
  key text not null,
  version text not null,
  xml text not null,
  definition jsonb not null,
  valid_from date not null,
  loaded_at timestamptz not null,
  primary key (key, version)
);
