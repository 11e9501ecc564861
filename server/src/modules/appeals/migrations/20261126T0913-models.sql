-- What was learnt from the installation's own closed orders; the newest is used.
create table appeals.models (
  what text primary key,
  made_at timestamptz not null,
  rows integer not null,
  bytes bytea not null
);
