-- The schema credentials after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table credentials.acts (
  act jsonb not null,
  actor text not null,
  at timestamp with time zone not null,
  commitment bytea not null,
  kind text not null,
  league text not null,
  licence text not null,
  salt bytea not null,
  seq integer not null,
  constraint acts_pkey PRIMARY KEY (league, licence, seq)
);
CREATE TRIGGER acts_stand BEFORE DELETE OR UPDATE ON credentials.acts FOR EACH ROW EXECUTE FUNCTION credentials.refuse_change();
CREATE TRIGGER acts_stay BEFORE TRUNCATE ON credentials.acts FOR EACH STATEMENT EXECUTE FUNCTION credentials.refuse_change();

table credentials.authorisations (
  answer text,
  answer_act jsonb,
  answered_at timestamp with time zone,
  answered_by text,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  case_id text not null,
  cause text not null,
  commitment bytea,
  department text not null,
  holder text not null,
  id text not null,
  item text not null,
  league text not null,
  legal_basis text not null,
  licence text not null,
  salt bytea,
  type text not null,
  until_day date not null,
  withdrawal_act jsonb,
  withdrawal_commitment bytea,
  withdrawal_salt bytea,
  constraint authorisations_answer_check CHECK ((answer = ANY (ARRAY['given'::text, 'refused'::text]))),
  constraint authorisations_pkey PRIMARY KEY (league, id)
);
CREATE INDEX authorisations_of_holder ON credentials.authorisations USING btree (holder, asked_at DESC, id DESC);
CREATE UNIQUE INDEX authorisations_once ON credentials.authorisations USING btree (league, licence, case_id, department);

table credentials.calls (
  account text not null,
  actor_name text not null,
  at timestamp with time zone not null,
  call jsonb not null,
  case_id text not null,
  cause text not null,
  commitment bytea not null,
  department text not null,
  fields text[] not null,
  holder text,
  id text not null,
  item text not null,
  league text not null,
  legal_basis text not null,
  licence text,
  outcome text not null,
  region text not null generated always as (COALESCE(NULLIF("left"(department, 6), ''::text), "left"(id, 6))) stored,
  salt bytea not null,
  type text not null,
  constraint calls_pkey PRIMARY KEY (league, id)
);
CREATE INDEX calls_of_account ON credentials.calls USING btree (account, at DESC) INCLUDE (outcome);
CREATE INDEX calls_of_department ON credentials.calls USING btree (department, at DESC, id DESC);
CREATE INDEX calls_of_holder ON credentials.calls USING btree (holder, at DESC, id DESC) WHERE (holder IS NOT NULL);
CREATE INDEX calls_of_region ON credentials.calls USING btree (region, at DESC, id DESC);
CREATE INDEX calls_refused ON credentials.calls USING btree (region, at DESC, id DESC) WHERE (outcome <> 'answered'::text);
CREATE TRIGGER calls_stand BEFORE DELETE OR UPDATE ON credentials.calls FOR EACH ROW EXECUTE FUNCTION credentials.refuse_change();
CREATE TRIGGER calls_stay BEFORE TRUNCATE ON credentials.calls FOR EACH STATEMENT EXECUTE FUNCTION credentials.refuse_change();

table credentials.licences (
  case_id text,
  changed_at timestamp with time zone not null,
  department text not null,
  details jsonb not null,
  expires_on date,
  holder text not null,
  holder_code text not null,
  holder_kind text not null,
  holder_name text not null,
  id text not null,
  identifier text not null,
  issued_on date not null,
  item text,
  league text not null,
  number text not null,
  region text not null,
  replaced_by text,
  replaces text,
  seq integer not null,
  status text not null,
  status_index integer not null,
  status_list integer not null,
  type text not null,
  constraint licences_holder_kind_check CHECK ((holder_kind = ANY (ARRAY['person'::text, 'firm'::text]))),
  constraint licences_pkey PRIMARY KEY (league, id)
);
CREATE INDEX licences_lists ON credentials.licences USING btree (league, status_list);
CREATE INDEX licences_not_valid ON credentials.licences USING btree (league, status_list) INCLUDE (status_index, status) WHERE (status <> 'valid'::text);
CREATE INDEX licences_number ON credentials.licences USING btree (league, number);
CREATE INDEX licences_of_case ON credentials.licences USING btree (league, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX licences_of_department ON credentials.licences USING btree (league, department, issued_on DESC, id);
CREATE INDEX licences_of_holder ON credentials.licences USING btree (holder, type, issued_on DESC, id);
CREATE INDEX licences_to_expire ON credentials.licences USING btree (expires_on) WHERE ((status = ANY (ARRAY['valid'::text, 'suspended'::text])) AND (expires_on IS NOT NULL));
CREATE UNIQUE INDEX licences_identifier ON credentials.licences USING btree (league, identifier);

table credentials.request_certificates (
  authority bytea not null,
  certificate bytea not null,
  host text not null,
  key_id text not null,
  until timestamp with time zone not null,
  constraint request_certificates_pkey PRIMARY KEY (key_id, host)
);

table credentials.wallet_offers (
  account text not null,
  code_hash bytea not null,
  expires_at timestamp with time zone not null,
  given integer not null default 0,
  id text not null,
  league text not null,
  licence text not null,
  made_at timestamp with time zone not null,
  pin_hash bytea not null,
  token_hash bytea,
  token_until timestamp with time zone,
  tries integer not null default 0,
  constraint wallet_offers_pkey PRIMARY KEY (league, id)
);

table credentials.wallet_requests (
  account text not null,
  answer_key bytea,
  answered_at timestamp with time zone,
  asker text not null default ''::text,
  client_id text not null default ''::text,
  department text,
  expires_at timestamp with time zone not null,
  id text not null,
  league text not null,
  made_at timestamp with time zone not null,
  nonce text not null,
  purpose text not null,
  query jsonb not null,
  result jsonb,
  constraint wallet_requests_pkey PRIMARY KEY (league, id)
);
CREATE INDEX wallet_requests_made_at ON credentials.wallet_requests USING btree (league, made_at);

CREATE OR REPLACE FUNCTION credentials.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'acts of licences are appended and never changed' using errcode = 'integrity_constraint_violation';
end $function$;

sequence credentials.status_places;
