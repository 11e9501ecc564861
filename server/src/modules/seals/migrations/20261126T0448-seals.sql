-- Seals, who may use them, what was done with them, and documents sent round for signing. The league leads every key: a firm's is the one its
-- code names, a person's that of the installation.
create schema seals;

-- The installation's own authorities, one for each algorithm; known by the thumbprint of their key.
create table seals.authorities (
  key_id text primary key,
  algorithm text not null,
  certificate bytea not null,
  made_at timestamptz not null
);

create table seals.seals (
  league text not null,
  id text not null,
  holder_kind text not null check (holder_kind in ('person', 'firm', 'department')),
  -- account, credit code or code of the department
  holder text not null,
  kind text not null,
  name text not null,
  state text not null default 'active' check (state in ('active', 'suspended', 'revoked')),
  seq integer not null,
  made_at timestamptz not null,
  valid_until date not null,
  primary key (league, id)
);
-- One seal of a kind for each holder; a revoked one makes room.
create unique index seals_once on seals.seals (league, holder, kind) where state <> 'revoked';
create index seals_of_holder on seals.seals (holder, holder_kind);

create table seals.certificates (
  league text not null,
  seal text not null,
  algorithm text not null,
  key_id text not null,
  certificate bytea not null,
  made_at timestamptz not null,
  primary key (league, seal, algorithm, key_id)
);

create table seals.handlers (
  league text not null,
  seal text not null,
  account text not null,
  name text not null,
  from_day date not null,
  until_day date,
  given_at timestamptz not null,
  primary key (league, seal, account, given_at)
);
create index handlers_of_account on seals.handlers (account, league, seal);

-- What was done with a seal, numbered from 1; each is a leaf of the transparency log as salted commitment of `value`.
create table seals.acts (
  league text not null,
  seal text not null,
  n integer not null,
  kind text not null,
  account text not null,
  at timestamptz not null,
  value jsonb not null,
  salt bytea not null,
  commitment bytea not null,
  primary key (league, seal, n)
);
create function seals.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record of a seal is appended and never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger acts_stand before update or delete on seals.acts for each row execute function seals.refuse_change();
create trigger acts_stay before truncate on seals.acts for each statement execute function seals.refuse_change();

create table seals.rounds (
  league text not null,
  id text not null,
  title text not null,
  in_order boolean not null,
  opened_by text not null,
  opened_name text not null,
  opened_at timestamptz not null,
  expires_on date not null,
  state text not null default 'open' check (state in ('open', 'complete', 'refused', 'withdrawn')),
  version integer not null,
  case_id text,
  pages integer not null,
  primary key (league, id)
);
create index rounds_opened on seals.rounds (opened_by, id);

create table seals.parties (
  league text not null,
  round text not null,
  n integer not null,
  account text not null,
  name text not null,
  firm text,
  firm_name text,
  kind text not null,
  state text not null default 'waiting' check (state in ('waiting', 'signed', 'refused')),
  seal text,
  algorithm text,
  at timestamptz,
  reason text,
  -- where the mark stands: page, millimetres
  place jsonb not null,
  primary key (league, round, n)
);
create index parties_of_account on seals.parties (account, state, round);

-- Every state of a document: the first as it was sent, then one for each signature.
create table seals.versions (
  league text not null,
  round text not null,
  version integer not null,
  sha256 text not null,
  content bytea not null,
  -- the same as OFD with the seals of GB/T 38540, for documents written here
  ofd bytea,
  at timestamptz not null,
  primary key (league, round, version)
);
create trigger versions_stand before update or delete on seals.versions for each row execute function seals.refuse_change();
create trigger versions_stay before truncate on seals.versions for each statement execute function seals.refuse_change();

-- Notices of cases and other papers that a department sealed: made once, given again as they are.
create table seals.papers (
  league text not null,
  subject text not null,
  kind text not null,
  sha256 text not null,
  content bytea not null,
  ofd bytea not null,
  at timestamptz not null,
  primary key (league, subject, kind)
);
create trigger papers_stand before update or delete on seals.papers for each row execute function seals.refuse_change();
