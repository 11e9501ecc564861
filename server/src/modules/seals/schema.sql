-- The schema seals after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table seals.acts (
  account text not null,
  at timestamp with time zone not null,
  commitment bytea not null,
  kind text not null,
  league text not null,
  n integer not null,
  salt bytea not null,
  seal text not null,
  value jsonb not null,
  constraint acts_pkey PRIMARY KEY (league, seal, n)
);
CREATE TRIGGER acts_stand BEFORE DELETE OR UPDATE ON seals.acts FOR EACH ROW EXECUTE FUNCTION seals.refuse_change();
CREATE TRIGGER acts_stay BEFORE TRUNCATE ON seals.acts FOR EACH STATEMENT EXECUTE FUNCTION seals.refuse_change();

table seals.authorities (
  algorithm text not null,
  certificate bytea not null,
  key_id text not null,
  made_at timestamp with time zone not null,
  constraint authorities_pkey PRIMARY KEY (key_id)
);

table seals.certificates (
  algorithm text not null,
  certificate bytea not null,
  key_id text not null,
  league text not null,
  made_at timestamp with time zone not null,
  seal text not null,
  constraint certificates_pkey PRIMARY KEY (league, seal, algorithm, key_id)
);

table seals.handlers (
  account text not null,
  from_day date not null,
  given_at timestamp with time zone not null,
  league text not null,
  name text not null,
  seal text not null,
  until_day date,
  constraint handlers_pkey PRIMARY KEY (league, seal, account, given_at)
);
CREATE INDEX handlers_of_account ON seals.handlers USING btree (account, league, seal);

table seals.papers (
  at timestamp with time zone not null,
  content bytea not null,
  kind text not null,
  league text not null,
  ofd bytea not null,
  sha256 text not null,
  subject text not null,
  constraint papers_pkey PRIMARY KEY (league, subject, kind)
);
CREATE TRIGGER papers_stand BEFORE DELETE OR UPDATE ON seals.papers FOR EACH ROW EXECUTE FUNCTION seals.refuse_change();

table seals.parties (
  account text not null,
  algorithm text,
  at timestamp with time zone,
  firm text,
  firm_name text,
  kind text not null,
  league text not null,
  n integer not null,
  name text not null,
  place jsonb not null,
  reason text,
  round text not null,
  seal text,
  state text not null default 'waiting'::text,
  constraint parties_pkey PRIMARY KEY (league, round, n),
  constraint parties_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'signed'::text, 'refused'::text])))
);
CREATE INDEX parties_of_account ON seals.parties USING btree (account, state, round);

table seals.rounds (
  case_id text,
  expires_on date not null,
  id text not null,
  in_order boolean not null,
  league text not null,
  opened_at timestamp with time zone not null,
  opened_by text not null,
  opened_name text not null,
  pages integer not null,
  state text not null default 'open'::text,
  title text not null,
  version integer not null,
  constraint rounds_pkey PRIMARY KEY (league, id),
  constraint rounds_state_check CHECK ((state = ANY (ARRAY['open'::text, 'complete'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE INDEX rounds_opened ON seals.rounds USING btree (opened_by, id);

table seals.seals (
  holder text not null,
  holder_kind text not null,
  id text not null,
  kind text not null,
  league text not null,
  made_at timestamp with time zone not null,
  name text not null,
  seq integer not null,
  state text not null default 'active'::text,
  valid_until date not null,
  constraint seals_holder_kind_check CHECK ((holder_kind = ANY (ARRAY['person'::text, 'firm'::text, 'department'::text]))),
  constraint seals_pkey PRIMARY KEY (league, id),
  constraint seals_state_check CHECK ((state = ANY (ARRAY['active'::text, 'suspended'::text, 'revoked'::text])))
);
CREATE INDEX seals_of_holder ON seals.seals USING btree (holder, holder_kind);
CREATE UNIQUE INDEX seals_once ON seals.seals USING btree (league, holder, kind) WHERE (state <> 'revoked'::text);

table seals.versions (
  at timestamp with time zone not null,
  content bytea not null,
  league text not null,
  ofd bytea,
  round text not null,
  sha256 text not null,
  version integer not null,
  constraint versions_pkey PRIMARY KEY (league, round, version)
);
CREATE TRIGGER versions_stand BEFORE DELETE OR UPDATE ON seals.versions FOR EACH ROW EXECUTE FUNCTION seals.refuse_change();
CREATE TRIGGER versions_stay BEFORE TRUNCATE ON seals.versions FOR EACH STATEMENT EXECUTE FUNCTION seals.refuse_change();

CREATE OR REPLACE FUNCTION seals.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the record of a seal is appended and never changed' using errcode = 'integrity_constraint_violation';
end $function$;
