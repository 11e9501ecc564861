-- The schema policies after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table policies.awards (
  amount numeric(14,2) not null,
  case_id text not null,
  firm text not null,
  league text not null,
  round text not null,
  constraint awards_pkey PRIMARY KEY (league, round, firm)
);
CREATE INDEX awards_firm ON policies.awards USING btree (league, firm, round);

table policies.banks (
  bank text not null,
  connected_at timestamp with time zone not null,
  connected_by text not null,
  public_key text not null,
  url text not null,
  constraint banks_pkey PRIMARY KEY (bank)
);

table policies.claims (
  case_id text not null,
  case_league text not null,
  firm text not null,
  league text not null,
  opened_on date not null,
  policy text not null,
  version integer not null,
  constraint claims_pkey PRIMARY KEY (league, firm, policy, case_id)
);

table policies.facts (
  firm text not null,
  held jsonb not null default '{}'::jsonb,
  league text not null,
  said jsonb not null default '{}'::jsonb,
  updated_at timestamp with time zone not null,
  written_by xid8 not null default pg_current_xact_id(),
  constraint facts_pkey PRIMARY KEY (league, firm)
);
CREATE INDEX facts_written ON policies.facts USING btree (league, written_by);
CREATE TRIGGER facts_written BEFORE UPDATE ON policies.facts FOR EACH ROW EXECUTE FUNCTION policies.note_writer();

table policies.financed (
  amount_fen bigint,
  bank text not null,
  collateral text,
  firm text,
  id text not null,
  origin text not null,
  paid_on date,
  product text not null,
  taken_at timestamp with time zone not null,
  constraint financed_check CHECK (((firm IS NULL) = (amount_fen IS NULL))),
  constraint financed_pkey PRIMARY KEY (id)
);
CREATE INDEX financed_by_bank ON policies.financed USING btree (bank, product, firm, amount_fen, collateral);

table policies.loaded (
  digest text not null,
  pack text not null,
  constraint loaded_pkey PRIMARY KEY (pack)
);

table policies.loan_stamp (
  one boolean not null default true,
  version bigint not null,
  constraint loan_stamp_one_check CHECK (one),
  constraint loan_stamp_pkey PRIMARY KEY (one)
);

table policies.loans (
  amount_fen bigint,
  applied_on date not null,
  bank text not null,
  case_id text not null,
  collateral text not null,
  firm text not null,
  league text not null,
  paid_on date,
  product text not null,
  status text not null,
  constraint loans_pkey PRIMARY KEY (league, case_id)
);
CREATE INDEX loans_of_firm ON policies.loans USING btree (firm, applied_on DESC, case_id);
CREATE INDEX loans_paid ON policies.loans USING btree (bank, firm, amount_fen, collateral) WHERE (paid_on IS NOT NULL);

table policies.pushes (
  account text not null,
  at timestamp with time zone not null,
  because jsonb not null,
  firm text not null,
  league text not null,
  policy text not null,
  verdict text not null,
  version integer not null,
  constraint pushes_pkey PRIMARY KEY (league, firm, account, policy, version)
);
CREATE INDEX pushes_account ON policies.pushes USING btree (account, at DESC);

table policies.reviews (
  case_id text not null,
  firm text not null,
  kind text not null,
  league text not null,
  round text not null,
  constraint reviews_kind_check CHECK ((kind = ANY (ARRAY['correct'::text, 'claw_back'::text, 'dispute'::text, 'objection'::text]))),
  constraint reviews_pkey PRIMARY KEY (league, round, firm, case_id)
);

table policies.rounds (
  amount numeric(16,2) not null,
  department text not null,
  firms integer not null,
  id text not null,
  league text not null,
  listed_on date not null,
  made_by text not null,
  notice_from date,
  notice_until date,
  policy text not null,
  region text not null,
  state text not null,
  title text not null,
  version integer not null,
  constraint rounds_pkey PRIMARY KEY (league, id),
  constraint rounds_state_check CHECK ((state = ANY (ARRAY['listed'::text, 'noticed'::text, 'paying'::text, 'closed'::text])))
);
CREATE INDEX rounds_department ON policies.rounds USING btree (department, listed_on DESC, id);
CREATE INDEX rounds_noticed ON policies.rounds USING btree (notice_from DESC, id) WHERE (notice_from IS NOT NULL);

table policies.sendings (
  bank text not null,
  case_id text not null,
  event text not null,
  league text not null,
  next_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  tries integer not null default 0,
  constraint sendings_pkey PRIMARY KEY (league, case_id, event)
);
CREATE INDEX sendings_due ON policies.sendings USING btree (next_at) WHERE (sent_at IS NULL);
CREATE INDEX sendings_of_bank ON policies.sendings USING btree (bank) WHERE (sent_at IS NULL);

table policies.stamp (
  one boolean not null default true,
  version bigint not null,
  constraint stamp_one_check CHECK (one),
  constraint stamp_pkey PRIMARY KEY (one)
);

table policies.suites (
  id text not null,
  pack text not null,
  suite jsonb not null,
  constraint suites_pkey PRIMARY KEY (id)
);

table policies.tasks (
  case_id text not null,
  league text not null,
  number text not null,
  suite text not null,
  constraint tasks_pkey PRIMARY KEY (league, suite, number)
);

table policies.versions (
  commitment bytea,
  department text,
  id text not null,
  pack text,
  policy jsonb not null,
  published_by text,
  published_on date,
  repeal_commitment bytea,
  repeal_number integer,
  repeal_salt bytea,
  repealed_at date,
  repealed_by text,
  repealed_on date,
  repealed_why text,
  salt bytea,
  saved_at timestamp with time zone not null,
  saved_by text not null,
  seal_number integer,
  state text not null,
  version integer not null,
  constraint versions_check CHECK (((state = 'published'::text) = (published_on IS NOT NULL))),
  constraint versions_check1 CHECK ((((seal_number IS NULL) = (salt IS NULL)) AND ((salt IS NULL) = (commitment IS NULL)))),
  constraint versions_check2 CHECK ((((repeal_number IS NULL) = (repeal_salt IS NULL)) AND ((repeal_salt IS NULL) = (repeal_commitment IS NULL)))),
  constraint versions_pkey PRIMARY KEY (id, version),
  constraint versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text])))
);
CREATE INDEX versions_department ON policies.versions USING btree (department, saved_at DESC) WHERE (department IS NOT NULL);
CREATE UNIQUE INDEX versions_draft ON policies.versions USING btree (id) WHERE (state = 'draft'::text);

table policies.wishes (
  account text not null,
  changed_at timestamp with time zone not null,
  firm text not null,
  told boolean not null,
  constraint wishes_pkey PRIMARY KEY (account, firm)
);

CREATE OR REPLACE FUNCTION policies.note_writer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.written_by := pg_current_xact_id();
  return new;
end $function$;
