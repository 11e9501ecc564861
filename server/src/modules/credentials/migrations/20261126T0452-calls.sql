-- Calls of licences by departments (用证), also those that were refused: appended, never changed, each a commitment that the log seals.
create table credentials.calls (
  league text not null,
  id text not null,
  at timestamptz not null,
  account text not null,
  actor_name text not null,
  department text not null,
  item text not null,
  case_id text not null,
  type text not null,
  licence text,
  holder text,
  cause text not null,
  legal_basis text not null,
  outcome text not null,
  fields text[] not null,
  call jsonb not null,
  salt bytea not null,
  commitment bytea not null,
  primary key (league, id)
);
-- What the holder sees: who looked, when, why.
create index calls_of_holder on credentials.calls (holder, at desc, id desc) where holder is not null;
-- How often an account looked lately.
create index calls_of_account on credentials.calls (account, at desc) include (outcome);

create trigger calls_stand before update or delete on credentials.calls for each row execute function credentials.refuse_change();
create trigger calls_stay before truncate on credentials.calls for each statement execute function credentials.refuse_change();

-- A holder's word whether a department may see a licence for one case: asked by a call, answered once.
create table credentials.authorisations (
  league text not null,
  id text not null,
  licence text not null,
  type text not null,
  holder text not null,
  case_id text not null,
  department text not null,
  item text not null,
  cause text not null,
  legal_basis text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  until_day date not null,
  answer text check (answer in ('given', 'refused')),
  answered_by text,
  answered_at timestamptz,
  answer_act jsonb,
  salt bytea,
  commitment bytea,
  primary key (league, id)
);
create unique index authorisations_once on credentials.authorisations (league, licence, case_id, department);
create index authorisations_of_holder on credentials.authorisations (holder, asked_at desc, id desc);
