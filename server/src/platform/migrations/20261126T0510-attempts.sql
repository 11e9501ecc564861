-- Tries of one address or account within the running time, one row each; what is a day old is forgotten.
create table platform.attempts (
  what text not null,
  who text not null,
  since timestamptz not null,
  count integer not null,
  primary key (what, who)
);
create index attempts_age on platform.attempts (since);
