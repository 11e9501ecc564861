-- The schema platform after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table platform.answers (
  actor text not null,
  body jsonb not null,
  digest text not null,
  kept_at timestamp with time zone not null,
  key text not null,
  status integer not null,
  constraint answers_pkey PRIMARY KEY (actor, key)
);
CREATE INDEX answers_age ON platform.answers USING brin (kept_at);

table platform.attempts (
  count integer not null,
  since timestamp with time zone not null,
  what text not null,
  who text not null,
  constraint attempts_pkey PRIMARY KEY (what, who)
);
CREATE INDEX attempts_age ON platform.attempts USING btree (since);

table platform.data_keys (
  id integer not null,
  made_at timestamp with time zone not null default now(),
  wrapped bytea not null,
  constraint data_keys_pkey PRIMARY KEY (id)
);

table platform.encrypted_tables (
  data_key integer not null default 1,
  done_at timestamp with time zone not null default now(),
  table_name text not null,
  constraint encrypted_tables_pkey PRIMARY KEY (table_name)
);

table platform.files (
  content bytea not null,
  created_at timestamp with time zone not null,
  id text not null,
  media_type text not null,
  name text not null,
  owner text not null,
  sha256 text not null,
  size integer not null,
  constraint files_pkey PRIMARY KEY (id)
);
CREATE INDEX files_owner ON platform.files USING btree (owner, created_at);

table platform.migrations (
  digest text not null,
  name text not null,
  run_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (name)
);

table platform.outbox (
  "position" bigint not null generated as identity,
  at timestamp with time zone not null,
  data jsonb not null,
  league text not null,
  name text not null,
  subject text not null,
  written_by xid8 not null default pg_current_xact_id(),
  constraint outbox_pkey PRIMARY KEY (written_by, "position")
);

table platform.packs (
  digest text not null,
  loaded_at timestamp with time zone not null,
  name text not null,
  constraint packs_pkey PRIMARY KEY (name)
);

table platform.sessions (
  account text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  token_hash bytea not null,
  constraint sessions_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX sessions_account ON platform.sessions USING btree (account);
CREATE INDEX sessions_expiry ON platform.sessions USING btree (expires_at);

table platform.subscribers (
  "position" bigint not null default 0,
  name text not null,
  written_by xid8 not null default '0'::xid8,
  constraint subscribers_pkey PRIMARY KEY (name)
);
