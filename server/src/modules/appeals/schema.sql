-- The schema appeals after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table appeals.arrears_claims (
  accepting text not null,
  case_id text not null,
  corrections json,
  creditor text not null,
  creditor_name text not null,
  debtor text not null,
  debtor_kind text not null,
  debtor_name text not null,
  due_on date,
  ended_on date,
  handling text not null,
  league text not null,
  notice text,
  opened_on date not null,
  pay_by date,
  principal bigint not null,
  principal_left bigint not null,
  published_on date,
  region text not null,
  seq integer not null,
  stage text not null,
  unpublished_on date,
  constraint arrears_claims_pkey PRIMARY KEY (league, case_id)
);
CREATE INDEX arrears_claims_accepted ON appeals.arrears_claims USING btree (accepting, opened_on DESC, case_id);
CREATE INDEX arrears_claims_against ON appeals.arrears_claims USING btree (debtor, opened_on DESC, case_id);
CREATE INDEX arrears_claims_handled ON appeals.arrears_claims USING btree (handling, opened_on DESC, case_id);
CREATE INDEX arrears_claims_in_league ON appeals.arrears_claims USING btree (league, opened_on DESC, case_id);
CREATE INDEX arrears_claims_newest ON appeals.arrears_claims USING btree (opened_on DESC, case_id);
CREATE INDEX arrears_claims_of_creditor ON appeals.arrears_claims USING btree (creditor, opened_on DESC, case_id);
CREATE INDEX arrears_claims_summed ON appeals.arrears_claims USING btree (league, debtor_kind, pay_by) INCLUDE (principal, principal_left, stage);
CREATE INDEX arrears_debtors_named ON appeals.arrears_claims USING btree (published_on DESC, case_id) WHERE ((published_on IS NOT NULL) AND (unpublished_on IS NULL));

table appeals.arrears_ledger (
  amount bigint not null,
  cleared bigint not null,
  cleared_on date,
  debtor_kind text not null,
  debtor_name text not null,
  league text not null,
  number text not null,
  pay_by date not null,
  taken_at timestamp with time zone not null,
  taken_by text not null,
  constraint arrears_ledger_amount_check CHECK ((amount > 0)),
  constraint arrears_ledger_check CHECK (((cleared >= 0) AND (cleared <= amount))),
  constraint arrears_ledger_pkey PRIMARY KEY (league, number)
);
CREATE INDEX arrears_ledger_summed ON appeals.arrears_ledger USING btree (league, debtor_kind, pay_by) INCLUDE (amount, cleared);

table appeals.article_reviews (
  article text not null,
  by_account text not null,
  league text not null,
  note text,
  number integer not null,
  review_on date not null,
  reviewed_on date not null,
  version integer not null,
  constraint article_reviews_pkey PRIMARY KEY (league, article, number)
);
CREATE TRIGGER article_reviews_stand BEFORE DELETE OR UPDATE ON appeals.article_reviews FOR EACH ROW EXECUTE FUNCTION appeals.refuse_change();

table appeals.article_versions (
  article text not null,
  by_account text not null,
  content jsonb not null,
  league text not null,
  note text,
  version integer not null,
  withdrawn boolean not null,
  written_at timestamp with time zone not null,
  constraint article_versions_pkey PRIMARY KEY (league, article, version)
);
CREATE TRIGGER article_versions_stand BEFORE DELETE OR UPDATE ON appeals.article_versions FOR EACH ROW EXECUTE FUNCTION appeals.refuse_change();

table appeals.article_votes (
  article text not null,
  league text not null,
  note text,
  useful boolean not null,
  version integer not null,
  voted_at timestamp with time zone not null,
  voter text not null,
  constraint article_votes_pkey PRIMARY KEY (league, article, version, voter)
);

table appeals.articles (
  body_tokens text[] not null,
  id text not null,
  keyword_tokens text[] not null,
  league text not null,
  not_useful integer not null default 0,
  owner text not null,
  region text not null,
  review_on date not null,
  title_tokens text[] not null,
  tokens tsvector not null,
  useful integer not null default 0,
  version integer not null,
  withdrawn boolean not null,
  constraint articles_pkey PRIMARY KEY (league, id)
);
CREATE INDEX articles_to_review ON appeals.articles USING btree (review_on, id) WHERE (NOT withdrawn);
CREATE INDEX articles_tokens ON appeals.articles USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX articles_useful ON appeals.articles USING btree (useful DESC, id) WHERE (NOT withdrawn);
CREATE UNIQUE INDEX articles_by_id ON appeals.articles USING btree (id);

table appeals.calls (
  agent text,
  answered_at timestamp with time zone,
  called text,
  caller text not null,
  ended_at timestamp with time zone,
  id text not null,
  order_id text,
  recording text,
  started_at timestamp with time zone not null,
  constraint calls_pkey PRIMARY KEY (id)
);
CREATE INDEX calls_latest ON appeals.calls USING btree (started_at DESC);

table appeals.campaign_calls (
  by_account text,
  called_at timestamp with time zone,
  campaign text not null,
  league text not null,
  order_id text not null,
  place integer not null,
  result jsonb,
  constraint campaign_calls_pkey PRIMARY KEY (league, campaign, place)
);
CREATE INDEX campaign_calls_called ON appeals.campaign_calls USING btree (called_at) WHERE (called_at IS NOT NULL);
CREATE INDEX campaign_calls_of_order ON appeals.campaign_calls USING btree (league, order_id);
CREATE UNIQUE INDEX campaign_calls_once ON appeals.campaign_calls USING btree (league, campaign, order_id);

table appeals.campaigns (
  by_account text not null,
  commitment bytea not null,
  committed_at timestamp with time zone not null,
  department text,
  drawn_at timestamp with time zone,
  entries jsonb not null default '[]'::jsonb,
  from_day date not null,
  id text not null,
  league text not null,
  list jsonb not null,
  list_root text not null,
  region text not null,
  rule jsonb not null,
  salt bytea not null,
  seed jsonb,
  size integer not null,
  title text not null,
  until_day date not null,
  constraint campaigns_pkey PRIMARY KEY (league, id)
);
CREATE INDEX campaigns_by_id ON appeals.campaigns USING btree (id);
CREATE INDEX campaigns_latest ON appeals.campaigns USING btree (league, committed_at DESC, id DESC);
CREATE INDEX campaigns_newest ON appeals.campaigns USING btree (committed_at DESC, id DESC);

table appeals.clients (
  by_account text not null,
  ended_at timestamp with time zone,
  key_digest text not null,
  made_at timestamp with time zone not null,
  name text not null,
  constraint clients_pkey PRIMARY KEY (key_digest)
);

table appeals.contacts (
  id text not null,
  league text not null,
  name text,
  phone text,
  constraint contacts_pkey PRIMARY KEY (league, id)
);

table appeals.drafts (
  account text not null,
  content text not null,
  id text not null,
  saved_at timestamp with time zone not null,
  version integer not null,
  constraint drafts_pkey PRIMARY KEY (account, id)
);
CREATE INDEX drafts_by_age ON appeals.drafts USING btree (saved_at);
CREATE INDEX drafts_latest ON appeals.drafts USING btree (account, saved_at DESC);

table appeals.duties (
  assists text[] not null,
  by_account text not null,
  decided_in text,
  id text not null,
  lead text not null,
  matter text not null,
  source text not null,
  valid_from date not null,
  valid_until date,
  version integer not null,
  words text[] not null,
  written_at timestamp with time zone not null,
  constraint duties_pkey PRIMARY KEY (id, version)
);
CREATE INDEX duties_in_force ON appeals.duties USING btree (id) WHERE (valid_until IS NULL);

table appeals.exclusions (
  appeal jsonb,
  by_account text not null,
  decision jsonb,
  department text not null,
  ground text not null,
  id text not null,
  league text not null,
  on_day date not null,
  order_id text not null,
  reason text not null,
  region text not null,
  state text not null default 'stands'::text,
  what text not null,
  constraint exclusions_pkey PRIMARY KEY (league, id)
);
CREATE INDEX exclusions_latest ON appeals.exclusions USING btree (on_day DESC, id DESC);
CREATE INDEX exclusions_of_league ON appeals.exclusions USING btree (league, on_day DESC, id DESC);
CREATE INDEX exclusions_of_order ON appeals.exclusions USING btree (league, order_id);

table appeals.imports (
  at timestamp with time zone not null,
  by_account text not null,
  id text not null,
  report jsonb not null,
  constraint imports_pkey PRIMARY KEY (id)
);

table appeals.mailboxes (
  box text not null,
  last_uid bigint not null,
  read_at timestamp with time zone not null,
  uid_validity numeric(20,0) not null,
  constraint mailboxes_pkey PRIMARY KEY (box)
);

table appeals.mails (
  mail text not null,
  order_id text not null,
  quarantined text,
  taken_at timestamp with time zone not null,
  constraint mails_pkey PRIMARY KEY (mail)
);

table appeals.merges (
  account text not null,
  by_account text not null,
  id text not null,
  into_id text not null,
  into_league text not null,
  league text not null,
  merged_at timestamp with time zone not null,
  number integer not null,
  reason text not null,
  undone_at timestamp with time zone,
  constraint merges_pkey PRIMARY KEY (league, id, number)
);
CREATE INDEX merges_into ON appeals.merges USING btree (into_league, into_id);

table appeals.models (
  bytes bytea not null,
  made_at timestamp with time zone not null,
  rows integer not null,
  what text not null,
  constraint models_pkey PRIMARY KEY (what)
);

table appeals.objections (
  by_account text not null,
  decision jsonb,
  department text not null,
  ground text not null,
  id text not null,
  league text not null,
  on_day date not null,
  order_id text not null,
  reason text not null,
  region text not null,
  state text not null default 'open'::text,
  constraint objections_pkey PRIMARY KEY (league, id),
  constraint objections_state_check CHECK ((state = ANY (ARRAY['open'::text, 'granted'::text, 'refused'::text])))
);
CREATE INDEX objections_latest ON appeals.objections USING btree (on_day DESC, id DESC);
CREATE INDEX objections_of_department ON appeals.objections USING btree (department, on_day DESC, id DESC);
CREATE UNIQUE INDEX objections_once ON appeals.objections USING btree (league, order_id, department);

table appeals.orders (
  account text not null,
  bands text[],
  channel text not null,
  closed_on date,
  contacted boolean,
  department text not null,
  due_at timestamp with time zone,
  due_on date,
  firm text,
  id text not null,
  intent text not null,
  invalid text,
  lat double precision,
  league text not null,
  level smallint not null default 0,
  long double precision,
  merged_into text,
  opened_at timestamp with time zone not null,
  opened_on date not null,
  part_of text,
  problem boolean not null default false,
  public boolean not null default false,
  region text not null,
  replied_at timestamp with time zone,
  reporters integer not null default 1,
  satisfaction text,
  seq integer not null,
  service text,
  solved boolean,
  stage text not null,
  status text not null,
  title text not null,
  type text not null,
  urgency text not null,
  words tsvector,
  constraint orders_pkey PRIMARY KEY (league, id)
);
CREATE INDEX orders_bands ON appeals.orders USING gin (bands) WHERE (closed_on IS NULL);
CREATE INDEX orders_closed ON appeals.orders USING btree (league, closed_on, id) INCLUDE (region, opened_on, due_on) WHERE (closed_on IS NOT NULL);
CREATE INDEX orders_counted ON appeals.orders USING btree (league, opened_on) INCLUDE (region, type, channel, intent, opened_at, replied_at, due_on, closed_on, merged_into, part_of, contacted, solved, satisfaction, invalid);
CREATE INDEX orders_near ON appeals.orders USING btree (lat, long) WHERE ((closed_on IS NULL) AND public);
CREATE INDEX orders_of_account ON appeals.orders USING btree (account, opened_at DESC, id DESC);
CREATE INDEX orders_of_department ON appeals.orders USING btree (department, opened_at DESC, id DESC);
CREATE INDEX orders_of_firm ON appeals.orders USING btree (firm, opened_at DESC, id DESC) WHERE (firm IS NOT NULL);
CREATE INDEX orders_of_league ON appeals.orders USING btree (league, opened_at DESC, id DESC);
CREATE INDEX orders_open ON appeals.orders USING btree (league, due_at) WHERE (closed_on IS NULL);
CREATE INDEX orders_parts ON appeals.orders USING btree (part_of) WHERE (part_of IS NOT NULL);
CREATE INDEX orders_problem ON appeals.orders USING btree (league, opened_at DESC, id DESC) WHERE problem;
CREATE INDEX orders_public ON appeals.orders USING btree (league, opened_at DESC, id DESC) WHERE public;
CREATE INDEX orders_public_open ON appeals.orders USING btree (opened_at DESC, id DESC) WHERE public;
CREATE INDEX orders_words ON appeals.orders USING gin (words);

table appeals.quarantine (
  at timestamp with time zone not null,
  bytes integer not null,
  channel text not null,
  code text not null,
  content bytea not null,
  id text not null,
  sender text not null,
  subject text not null,
  what text not null,
  constraint quarantine_pkey PRIMARY KEY (id)
);
CREATE INDEX quarantine_latest ON appeals.quarantine USING btree (at DESC, id DESC);

CREATE OR REPLACE FUNCTION appeals.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'versions and reviews of articles are appended and never changed' using errcode = 'integrity_constraint_violation';
end $function$;
