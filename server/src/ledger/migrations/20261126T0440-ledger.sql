-- The transparency log: tiles of the Merkle tree, signed checkpoints, and where the leaves of a thing stand.
-- One log an installation, sealed by one writer: its keys are not led by the league, since the order of the leaves is one order over all leagues.
create schema ledger;

-- One row. Whoever seals holds it locked; size, root and the position in the outbox move with the tiles in one transaction.
create table ledger.log (
  id boolean primary key default true check (id),
  origin text not null,
  size bigint not null default 0,
  root bytea not null,
  written_by xid8 not null default '0',
  position bigint not null default 0,
  -- Acts older than the log are taken in once, by their key; null when that is done.
  earlier_after text[] default '{"","","0"}'
);

-- c2sp.org/tlog-tiles. Level -1 are the entries, level 0 the leaf hashes. A tile grows until it is 256 wide, then it stands;
-- a narrower one that was published is its beginning. Hashes do not compress: PostgreSQL is not to try.
create table ledger.tiles (
  level smallint not null,
  n bigint not null,
  width smallint not null check (width between 1 and 256),
  bytes bytea not null,
  primary key (level, n)
);
alter table ledger.tiles alter column bytes set storage external;

-- Numbers [first, first + count) of a subject are the leaves [leaf, leaf + count): one row a fact, not a leaf.
create table ledger.leaves (
  subject text not null,
  first integer not null,
  count integer not null,
  leaf bigint not null,
  primary key (subject, first)
);
-- Leaves are appended in order, so that a block range says enough to find whose a leaf is.
create index leaves_in_order on ledger.leaves using brin (leaf) with (pages_per_range = 16);

-- Every checkpoint that was ever published.
create table ledger.checkpoints (
  size bigint primary key,
  root bytea not null,
  note text not null,
  sealed_at timestamptz not null
);

-- What witnesses signed: a line each to be put under the note.
create table ledger.cosignatures (
  size bigint not null references ledger.checkpoints (size),
  witness text not null,
  line text not null,
  signed_at timestamptz not null,
  primary key (size, witness)
);
create index cosignatures_of_witness on ledger.cosignatures (witness, size desc);

-- How far each witness has followed us, and what it said when it refused.
create table ledger.witnesses (
  name text primary key,
  size bigint not null default 0,
  trouble text,
  tried_at timestamptz not null
);

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is appended and never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger leaves_stand before update or delete on ledger.leaves for each row execute function ledger.refuse_change();
create trigger leaves_stay before truncate on ledger.leaves for each statement execute function ledger.refuse_change();
create trigger checkpoints_stand before update or delete on ledger.checkpoints for each row execute function ledger.refuse_change();
create trigger checkpoints_stay before truncate on ledger.checkpoints for each statement execute function ledger.refuse_change();
create trigger cosignatures_stand before update or delete on ledger.cosignatures for each row execute function ledger.refuse_change();
create trigger cosignatures_stay before truncate on ledger.cosignatures for each statement execute function ledger.refuse_change();
create trigger tiles_stand before delete on ledger.tiles for each row execute function ledger.refuse_change();
create trigger tiles_stay before truncate on ledger.tiles for each statement execute function ledger.refuse_change();
create trigger log_stands before delete on ledger.log for each row execute function ledger.refuse_change();
create trigger log_stays before truncate on ledger.log for each statement execute function ledger.refuse_change();

-- A tile that is not full grows at its end; what it held stays.
create function ledger.refuse_rewriting() returns trigger language plpgsql as $$
begin
  if new.level <> old.level or new.n <> old.n or new.width < old.width
    or substring(new.bytes for length(old.bytes)) is distinct from old.bytes then
    raise exception 'a tile grows at its end and is never rewritten' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger tiles_grow before update on ledger.tiles for each row execute function ledger.refuse_rewriting();

create function ledger.refuse_going_back() returns trigger language plpgsql as $$
begin
  if new.size < old.size or new.origin <> old.origin then
    raise exception 'the log does not go back' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger log_goes_on before update on ledger.log for each row execute function ledger.refuse_going_back();
