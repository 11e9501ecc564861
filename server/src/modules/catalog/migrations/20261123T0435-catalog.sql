-- Items: basic items are few and the same on every node; implementation items are keyed by league first.

create schema catalog;

create table catalog.basic_items (
  code text not null,
  from_day date not null,
  until_day date,
  pack text not null,
  digest text not null,
  body jsonb not null,
  primary key (code, from_day)
);

-- What people look for. Items that read the same (one basic item in a thousand places) share one text. `tokens` are
-- those of kernels/text and, for what is filtered by equality, `r…` home (r* everywhere), `t…` theme, `a…` audience, `d…` department.
create table catalog.search_texts (
  id bigint generated always as identity primary key,
  digest text not null unique,
  home text not null,
  basic_code text not null,
  name text not null,
  keywords text not null,
  popular smallint not null,
  tokens tsvector not null,
  name_tokens text[] not null,
  keyword_tokens text[] not null
);
create index search_texts_tokens on catalog.search_texts using gin (tokens) with (fastupdate = off);
create index search_texts_basic on catalog.search_texts (basic_code, home);
create index search_texts_browse on catalog.search_texts (home, popular desc, id);

-- In how many texts a token stands; need not be fresh.
create table catalog.search_terms (token text primary key, texts integer not null);

create table catalog.items (
  league text not null,
  code text not null,
  from_day date not null,
  until_day date,
  basic_code text not null,
  region text not null,
  level text not null,
  department text not null,
  text_id bigint not null,
  overrides jsonb,
  -- Name and kind of a body that the registry does not know (imported catalogues).
  body jsonb,
  origin text not null,
  primary key (league, code, from_day)
);
create index items_text on catalog.items (text_id, region, level) include (code, from_day, until_day);
create index items_department on catalog.items (department, basic_code);
create index items_origin on catalog.items (origin);

create table catalog.forms (
  id text not null,
  from_day date not null,
  until_day date,
  pack text not null,
  digest text not null,
  body jsonb not null,
  primary key (id, from_day)
);

create table catalog.themes (
  id text not null,
  kind text not null check (kind in ('person', 'firm', 'local')),
  place integer not null,
  title jsonb not null,
  pack text not null,
  primary key (kind, id)
);

create table catalog.events (
  id text primary key,
  kind text not null check (kind in ('life', 'business')),
  place integer not null,
  title jsonb not null,
  about jsonb not null,
  items text[] not null,
  pack text not null
);

create table catalog.service_points (
  league text not null,
  id text not null,
  region text not null,
  kind text not null,
  body jsonb not null,
  longitude double precision not null,
  latitude double precision not null,
  -- Square of a tenth of a degree, for the nearest: floor(10·longitude), floor(10·latitude).
  cell_x integer generated always as (floor(longitude * 10)::integer) stored,
  cell_y integer generated always as (floor(latitude * 10)::integer) stored,
  scope text[] not null,
  basic_codes text[] not null,
  origin text not null,
  primary key (league, id)
);
create index service_points_region on catalog.service_points (region, id);
create index service_points_cell on catalog.service_points (cell_x, cell_y);

-- What was taken in from which pack, and the counter that tells every node to read basic items again.
create table catalog.loaded (pack text not null, part text not null, digest text not null, primary key (pack, part));
create table catalog.stamp (single boolean primary key default true check (single), version bigint not null);
insert into catalog.stamp (version) values (1);

create table catalog.imports (
  id text primary key,
  account text not null,
  file_name text not null,
  sha256 text not null,
  taken boolean not null,
  report jsonb not null,
  created_at timestamptz not null
);
