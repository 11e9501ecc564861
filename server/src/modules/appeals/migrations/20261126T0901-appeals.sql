-- Orders as they are looked for, with what a case does not keep: reporters, merges, duties, call-backs, exclusions. The league leads every key.
create schema if not exists appeals;

-- Read model, filled from facts: a row an order. What decides is the case; this can be made anew from it.
create table appeals.orders (
  league text not null,
  id text not null,
  type text not null,
  intent text not null,
  urgency text not null,
  region text not null,
  department text not null,
  channel text not null,
  status text not null,
  stage text not null,
  account text not null,
  firm text,
  title text not null,
  opened_at timestamptz not null,
  opened_on date not null,
  due_on date,
  -- The instant at which the limit of the open step is over.
  due_at timestamptz,
  replied_at timestamptz,
  closed_on date,
  -- 0 none, 1 reminded, 2 in writing, 3 raised.
  level smallint not null default 0,
  problem boolean not null default false,
  reporters integer not null default 1,
  public boolean not null default false,
  merged_into text,
  part_of text,
  lat double precision,
  long double precision,
  -- Words of the text for searching, band keys of its signature for near-duplicates.
  words tsvector,
  bands text[],
  seq integer not null,
  primary key (league, id)
);
-- Lists, the latest first: of a league, of a department, of a person, of a firm.
create index orders_of_league on appeals.orders (league, opened_at desc, id desc);
create index orders_of_department on appeals.orders (department, opened_at desc, id desc);
create index orders_of_account on appeals.orders (account, opened_at desc, id desc);
create index orders_of_firm on appeals.orders (firm, opened_at desc, id desc) where firm is not null;
-- Open orders, for the board of those who supervise; few however many were closed.
create index orders_open on appeals.orders (league, due_at) where closed_on is null;
create index orders_problem on appeals.orders (league, opened_at desc, id desc) where problem;
create index orders_closed on appeals.orders (league, closed_on, id) where closed_on is not null;
create index orders_public on appeals.orders (league, opened_at desc, id desc) where public;
create index orders_parts on appeals.orders (part_of) where part_of is not null;
create index orders_words on appeals.orders using gin (words);
create index orders_bands on appeals.orders using gin (bands) where closed_on is null;
-- Counts and reply rates by day of hand-in and channel (B06).
create index orders_counted on appeals.orders (league, opened_on) include (region, channel, intent, replied_at, status);

-- 合并: whose order was joined to which, and when it left again.
create table appeals.merges (
  league text not null,
  id text not null,
  number integer not null,
  into_league text not null,
  into_id text not null,
  account text not null,
  reason text not null,
  by_account text not null,
  merged_at timestamptz not null,
  undone_at timestamptz,
  primary key (league, id, number)
);
create index merges_into on appeals.merges (into_league, into_id);

-- 派单目录: versions are appended; the one in force has no end.
create table appeals.duties (
  id text not null,
  version integer not null,
  matter text not null,
  words text[] not null,
  lead text not null,
  assists text[] not null,
  source text not null,
  valid_from date not null,
  valid_until date,
  decided_in text,
  by_account text not null,
  written_at timestamptz not null,
  primary key (id, version)
);
create index duties_in_force on appeals.duties (id) where valid_until is null;

-- 回访抽样: the list is fixed and committed to before its seed is known.
create table appeals.campaigns (
  league text not null,
  id text not null,
  title text not null,
  region text not null,
  department text,
  from_day date not null,
  until_day date not null,
  size integer not null,
  list jsonb not null,
  list_root text not null,
  rule jsonb not null,
  seed jsonb,
  committed_at timestamptz not null,
  drawn_at timestamptz,
  by_account text not null,
  primary key (league, id)
);
create index campaigns_latest on appeals.campaigns (league, committed_at desc, id desc);
create table appeals.campaign_calls (
  league text not null,
  campaign text not null,
  place integer not null,
  order_id text not null,
  result jsonb,
  by_account text,
  called_at timestamptz,
  primary key (league, campaign, place)
);
create unique index campaign_calls_once on appeals.campaign_calls (league, campaign, order_id);
create index campaign_calls_of_order on appeals.campaign_calls (league, order_id);

-- 剔除与无效回访: each with its ground, public, open to appeal.
create table appeals.exclusions (
  league text not null,
  id text not null,
  order_id text not null,
  what text not null,
  ground text not null,
  reason text not null,
  region text not null,
  department text not null,
  on_day date not null,
  by_account text not null,
  state text not null default 'stands',
  appeal jsonb,
  decision jsonb,
  primary key (league, id)
);
create index exclusions_latest on appeals.exclusions (on_day desc, id desc);
create index exclusions_of_league on appeals.exclusions (league, on_day desc, id desc);
create index exclusions_of_order on appeals.exclusions (league, order_id);

-- Calls as the telephone exchange announced them, signed.
create table appeals.calls (
  id text primary key,
  caller text not null,
  called text,
  agent text,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  recording text,
  order_id text
);
create index calls_latest on appeals.calls (started_at desc);

-- What came and could not be taken: kept whole, never opened.
create table appeals.quarantine (
  id text primary key,
  channel text not null,
  sender text not null,
  subject text not null,
  at timestamptz not null,
  bytes integer not null,
  code text not null,
  what text not null,
  content bytea not null
);
create index quarantine_latest on appeals.quarantine (at desc, id desc);

-- Imports of message boards with their reports.
create table appeals.imports (
  id text primary key,
  by_account text not null,
  at timestamptz not null,
  report jsonb not null
);

-- Programs that hand in for people (Open311): known by the digest of their key.
create table appeals.clients (
  key_digest text primary key,
  name text not null,
  by_account text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
