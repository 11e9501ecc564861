-- Sessions, remembered answers, uploaded files, facts on their way out, packs taken in.

create table platform.sessions (
  token_hash bytea primary key,
  account text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_account on platform.sessions (account);
create index sessions_expiry on platform.sessions (expires_at);

-- An idempotency key belongs to its caller; the digest tells a repeated request from a different one.
create table platform.answers (
  actor text not null,
  key text not null,
  digest text not null,
  status integer not null,
  body jsonb not null,
  kept_at timestamptz not null,
  primary key (actor, key)
);
create index answers_age on platform.answers using brin (kept_at);

create table platform.files (
  id text primary key,
  owner text not null,
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  content bytea not null,
  created_at timestamptz not null
);
create index files_owner on platform.files (owner, created_at);

-- The outbox: facts in commit order. `written_by` lets a reader stop before transactions still under way.
create table platform.outbox (
  position bigint generated always as identity primary key,
  written_by xid8 not null default pg_current_xact_id(),
  name text not null,
  league text not null,
  subject text not null,
  data jsonb not null,
  at timestamptz not null
);
create table platform.subscribers (
  name text primary key,
  position bigint not null default 0
);

create table platform.packs (
  name text primary key,
  digest text not null,
  loaded_at timestamptz not null
);
