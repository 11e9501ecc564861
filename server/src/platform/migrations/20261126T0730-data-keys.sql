-- Keys under which personal data is encrypted, wrapped by a key that lies outside of the database; and which tables hold no older, readable rows.
create table platform.data_keys (
  id integer primary key,
  wrapped bytea not null,
  made_at timestamptz not null default now()
);

create table platform.encrypted_tables (
  table_name text primary key,
  done_at timestamptz not null default now()
);
