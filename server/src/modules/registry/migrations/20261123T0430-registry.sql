-- Regions, departments, roles, accounts, people and firms. Regions to roles are small and the same on every node;
-- firms are keyed by league first so that the table partitions and shards by it.

create schema registry;

create table registry.regions (
  code text primary key,
  level text not null check (level in ('province', 'league', 'banner', 'town')),
  parent text,
  name text not null,
  short text not null,
  pinyin text not null,
  english text,
  pack text not null
);
create index regions_parent on registry.regions (parent);

create table registry.kinds (
  kind text primary key,
  serial integer not null unique,
  short_zh text not null,
  short_en text not null,
  utility boolean not null,
  pack text not null
);

create table registry.departments (
  code text primary key,
  region text not null,
  kind text not null,
  level text not null,
  name text not null,
  english text not null,
  credit_code text not null unique,
  pack text not null
);
create unique index departments_region on registry.departments (region, kind);

-- A later pack may add to a role: what a role may do is the sum over the packs.
create table registry.roles (
  id text not null,
  pack text not null,
  name_zh text not null,
  name_en text not null,
  held text not null check (held in ('department', 'region', 'firm')),
  permissions text[] not null,
  covers text[] not null,
  reaches text check (reaches in ('department', 'region')),
  primary key (id, pack)
);

-- What was taken in from which pack, and the counter that tells every node to read places and roles again.
create table registry.loaded (
  pack text not null,
  part text not null,
  digest text not null,
  primary key (pack, part)
);
create table registry.stamp (single boolean primary key default true check (single), version bigint not null);
insert into registry.stamp (version) values (1);

create table registry.people (
  id text primary key,
  name text not null,
  id_kind text not null default 'resident' check (id_kind in ('resident', 'passport', 'permanent_resident', 'mainland_travel')),
  id_number text not null,
  phone text,
  updated_at timestamptz not null,
  unique (id_number, id_kind)
);

-- Every look at an unmasked person is kept with its purpose, for that person to see (个人信息保护法 arts. 44, 45, 51).
create table registry.person_reads (
  person text not null,
  at timestamptz not null,
  id text not null,
  account text not null,
  department text,
  purpose text not null,
  primary key (person, at, id)
);
create index person_reads_account on registry.person_reads (account, at);

create table registry.accounts (
  id text primary key,
  login text not null unique,
  password text,
  kind text not null check (kind in ('person', 'staff')),
  name text not null,
  person text,
  origin text not null check (origin in ('registered', 'given', 'demo', 'generated')),
  failures integer not null default 0,
  locked_until timestamptz,
  closed_at timestamptz,
  created_at timestamptz not null
);
create index accounts_person on registry.accounts (person);
create index accounts_demo on registry.accounts (login) where origin = 'demo';

-- A role held from one day until before another: at a department, over a region, or for a firm.
create table registry.grants (
  id text primary key,
  account text not null,
  role text not null,
  department text,
  region text,
  firm text,
  from_day date not null,
  until_day date,
  given_by text not null,
  given_at timestamptz not null,
  ended_by text,
  check (num_nonnulls(department, firm) <= 1),
  check (until_day is null or until_day >= from_day)
);
create index grants_account on registry.grants (account);
create index grants_department on registry.grants (department, role, account) where department is not null;
create index grants_firm on registry.grants (firm, role) where firm is not null;

-- `league` follows from the code alone, so one look-up finds a firm wherever its seat (`region`) has moved since.
create table registry.firms (
  league text not null,
  code text not null,
  name text not null,
  kind text not null,
  type text,
  representative text,
  representative_name text,
  region text not null,
  industry text,
  established date,
  status text not null default 'active' check (status in ('active', 'suspended', 'revoked', 'deregistered', 'moved')),
  capital text,
  capital_fen bigint,
  currency text,
  address text,
  scope text,
  grams text[] not null,
  updated_at timestamptz not null,
  primary key (league, code)
);
create index firms_region on registry.firms (region, code);
create index firms_name on registry.firms (name collate "C", code);
create index firms_representative on registry.firms (representative) where representative is not null;
create index firms_grams on registry.firms using gin (grams);

create table registry.imports (
  id text primary key,
  account text not null,
  file_name text not null,
  form text not null check (form in ('csv', 'xlsx')),
  content bytea,
  sha256 text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'unreadable')),
  why text,
  lines integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  wrong integer not null default 0,
  tally jsonb not null default '{}',
  columns jsonb not null default '[]',
  heartbeat timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index imports_account on registry.imports (account, created_at);
create index imports_open on registry.imports (created_at) where state in ('waiting', 'running');

create table registry.import_findings (
  import text not null,
  line integer not null,
  place integer not null,
  level text not null check (level in ('error', 'note')),
  field text,
  code text not null,
  found text,
  params jsonb not null default '{}',
  primary key (import, line, place)
);

-- Codes already met in the file that is being taken in, with the line that has them.
create table registry.import_codes (
  import text not null,
  code text not null,
  line integer not null,
  primary key (import, code)
);
