-- The schema cases after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table cases.acts (
  act jsonb not null,
  actor text not null,
  at timestamp with time zone not null,
  case_id text not null,
  commitment bytea not null,
  kind text not null,
  league text not null,
  salt bytea not null,
  seq integer not null,
  constraint acts_pkey PRIMARY KEY (league, case_id, seq)
);
CREATE INDEX acts_of_answers ON cases.acts USING btree (at, league) WHERE (kind = 'answer'::text);
CREATE INDEX acts_of_call_backs ON cases.acts USING btree (at, league) WHERE (kind = 'call_back'::text);
CREATE INDEX acts_of_reopenings ON cases.acts USING btree (at, league) WHERE (kind = ANY (ARRAY['reopen'::text, 'split'::text]));
CREATE TRIGGER acts_stand BEFORE DELETE OR UPDATE ON cases.acts FOR EACH ROW EXECUTE FUNCTION cases.refuse_change();
CREATE TRIGGER acts_stay BEFORE TRUNCATE ON cases.acts FOR EACH STATEMENT EXECUTE FUNCTION cases.refuse_change();

table cases.calendars (
  at_case text not null default ''::text,
  at_league text not null default ''::text,
  documents jsonb not null,
  done_at timestamp with time zone,
  id bigint not null generated as identity,
  looked_at integer not null default 0,
  moved integer not null default 0,
  taken_in_at timestamp with time zone not null,
  constraint calendars_pkey PRIMARY KEY (id)
);

table cases.cases (
  account text not null,
  closed_on date,
  decided_on date,
  department text not null,
  due_on date,
  given json not null,
  id text not null,
  in_time boolean,
  item text not null,
  kind text not null,
  league text not null,
  opened_on date not null,
  process text not null,
  process_version text not null,
  region text not null,
  seq integer not null,
  state json not null,
  status text not null,
  wake_at timestamp with time zone,
  constraint cases_pkey PRIMARY KEY (league, id)
);
CREATE INDEX cases_by_account ON cases.cases USING btree (account, opened_on DESC, id DESC);
CREATE INDEX cases_closed ON cases.cases USING btree (closed_on) INCLUDE (in_time) WHERE (closed_on IS NOT NULL);
CREATE INDEX cases_opened ON cases.cases USING btree (opened_on);
CREATE INDEX cases_to_wake ON cases.cases USING btree (wake_at) WHERE (wake_at IS NOT NULL);
CREATE INDEX cases_took ON cases.cases USING btree (item, decided_on) INCLUDE (opened_on) WHERE (decided_on IS NOT NULL);

table cases.decision_drafts (
  account text not null,
  case_id text not null,
  draft jsonb not null,
  league text not null,
  saved_at timestamp with time zone not null,
  constraint decision_drafts_pkey PRIMARY KEY (league, case_id, account)
);

table cases.definitions (
  definition jsonb not null,
  key text not null,
  loaded_at timestamp with time zone not null,
  valid_from date not null,
  version text not null,
  xml text not null,
  constraint definitions_pkey PRIMARY KEY (key, version)
);

table cases.tasks (
  action text not null,
  applicant text not null,
  case_id text not null,
  department text not null,
  due_on date not null default 'infinity'::date,
  holder text,
  league text not null,
  name text not null,
  node text not null,
  opened_on date not null,
  paused boolean not null default false,
  role text not null,
  status text not null,
  task text not null,
  title text not null,
  constraint tasks_pkey PRIMARY KEY (league, case_id, task)
);
CREATE INDEX tasks_by_holder ON cases.tasks USING btree (holder, due_on) WHERE (holder IS NOT NULL);
CREATE INDEX tasks_by_status ON cases.tasks USING btree (department, status, due_on, case_id, task);
CREATE INDEX tasks_inbox ON cases.tasks USING btree (department, due_on, case_id, task);

CREATE OR REPLACE FUNCTION cases.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'acts are appended and never changed' using errcode = 'integrity_constraint_violation';
end $function$;
