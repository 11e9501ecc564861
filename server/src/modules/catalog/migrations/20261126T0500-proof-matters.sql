-- 证明事项清单: the list of a region, dated; a new file ends what it leaves out. `tokens` are those of kernels/text.
create table catalog.proof_matters (
  league text not null,
  region text not null,
  id text not null,
  from_day date not null,
  until_day date,
  name text not null,
  demanded_by text not null,
  issued_by text,
  basis text,
  guide text,
  route text not null check (route in ('cancelled', 'promise', 'department_check')),
  tokens tsvector not null,
  origin text not null,
  primary key (league, region, id, from_day)
);
-- The list in force, read in the order it is shown, and counted.
create index proof_matters_list on catalog.proof_matters (region, route, id) where until_day is null;
create index proof_matters_in_order on catalog.proof_matters (region, id) where until_day is null;
create index proof_matters_words on catalog.proof_matters using gin (tokens) with (fastupdate = off);
