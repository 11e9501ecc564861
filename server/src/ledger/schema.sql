-- The schema ledger after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table ledger.checkpoints (
  note text not null,
  root bytea not null,
  sealed_at timestamp with time zone not null,
  size bigint not null,
  constraint checkpoints_pkey PRIMARY KEY (size)
);
CREATE TRIGGER checkpoints_stand BEFORE DELETE OR UPDATE ON ledger.checkpoints FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER checkpoints_stay BEFORE TRUNCATE ON ledger.checkpoints FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

table ledger.cosignatures (
  line text not null,
  signed_at timestamp with time zone not null,
  size bigint not null,
  witness text not null,
  constraint cosignatures_pkey PRIMARY KEY (size, witness),
  constraint cosignatures_size_fkey FOREIGN KEY (size) REFERENCES ledger.checkpoints(size)
);
CREATE INDEX cosignatures_of_witness ON ledger.cosignatures USING btree (witness, size DESC);
CREATE TRIGGER cosignatures_stand BEFORE DELETE OR UPDATE ON ledger.cosignatures FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER cosignatures_stay BEFORE TRUNCATE ON ledger.cosignatures FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

table ledger.leaves (
  count integer not null,
  first integer not null,
  leaf bigint not null,
  subject text not null,
  constraint leaves_pkey PRIMARY KEY (subject, first)
);
CREATE INDEX leaves_in_order ON ledger.leaves USING brin (leaf) WITH (pages_per_range='16');
CREATE TRIGGER leaves_stand BEFORE DELETE OR UPDATE ON ledger.leaves FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER leaves_stay BEFORE TRUNCATE ON ledger.leaves FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

table ledger.log (
  "position" bigint not null default 0,
  earlier_after text[] default '{"","",0}'::text[],
  id boolean not null default true,
  origin text not null,
  root bytea not null,
  size bigint not null default 0,
  written_by xid8 not null default '0'::xid8,
  constraint log_id_check CHECK (id),
  constraint log_pkey PRIMARY KEY (id)
);
CREATE TRIGGER log_goes_on BEFORE UPDATE ON ledger.log FOR EACH ROW EXECUTE FUNCTION ledger.refuse_going_back();
CREATE TRIGGER log_stands BEFORE DELETE ON ledger.log FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER log_stays BEFORE TRUNCATE ON ledger.log FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

table ledger.tiles (
  bytes bytea not null,
  level smallint not null,
  n bigint not null,
  width smallint not null,
  constraint tiles_pkey PRIMARY KEY (level, n),
  constraint tiles_width_check CHECK (((width >= 1) AND (width <= 256)))
);
CREATE TRIGGER tiles_grow BEFORE UPDATE ON ledger.tiles FOR EACH ROW EXECUTE FUNCTION ledger.refuse_rewriting();
CREATE TRIGGER tiles_stand BEFORE DELETE ON ledger.tiles FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER tiles_stay BEFORE TRUNCATE ON ledger.tiles FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

table ledger.witnesses (
  name text not null,
  size bigint not null default 0,
  tried_at timestamp with time zone not null,
  trouble text,
  constraint witnesses_pkey PRIMARY KEY (name)
);

CREATE OR REPLACE FUNCTION ledger.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the log is appended and never changed' using errcode = 'integrity_constraint_violation';
end $function$;

CREATE OR REPLACE FUNCTION ledger.refuse_going_back()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.size < old.size or new.origin <> old.origin then
    raise exception 'the log does not go back' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION ledger.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.level <> old.level or new.n <> old.n or new.width < old.width
    or substring(new.bytes for length(old.bytes)) is distinct from old.bytes then
    raise exception 'a tile grows at its end and is never rewritten' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $function$;
