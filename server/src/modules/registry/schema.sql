-- The schema registry after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table registry.accounts (
  closed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  failures integer not null default 0,
  id text not null,
  kind text not null,
  locked_until timestamp with time zone,
  login text not null,
  name text not null,
  origin text not null,
  password text,
  person text,
  proved_at timestamp with time zone,
  proved_by text,
  constraint accounts_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'staff'::text]))),
  constraint accounts_login_key UNIQUE (login),
  constraint accounts_origin_check CHECK ((origin = ANY (ARRAY['registered'::text, 'given'::text, 'demo'::text, 'generated'::text]))),
  constraint accounts_pkey PRIMARY KEY (id)
);
CREATE INDEX accounts_demo ON registry.accounts USING btree (login) WHERE (origin = 'demo'::text);
CREATE UNIQUE INDEX accounts_person ON registry.accounts USING btree (person) WHERE ((person IS NOT NULL) AND (closed_at IS NULL));

table registry.departments (
  code text not null,
  credit_code text not null,
  english text not null,
  kind text not null,
  level text not null,
  name text not null,
  pack text not null,
  region text not null,
  constraint departments_credit_code_key UNIQUE (credit_code),
  constraint departments_pkey PRIMARY KEY (code)
);
CREATE UNIQUE INDEX departments_region ON registry.departments USING btree (region, kind);

table registry.firms (
  address text,
  capital text,
  capital_fen bigint,
  code text not null,
  currency text,
  established date,
  grams text[] not null,
  industry text,
  kind text not null,
  league text not null,
  name text not null,
  region text not null,
  representative text,
  representative_name text,
  scope text,
  status text not null default 'active'::text,
  type text,
  updated_at timestamp with time zone not null,
  written_by xid8 not null default pg_current_xact_id(),
  constraint firms_pkey PRIMARY KEY (league, code),
  constraint firms_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'revoked'::text, 'deregistered'::text, 'moved'::text])))
);
CREATE INDEX firms_grams ON registry.firms USING gin (grams);
CREATE INDEX firms_name ON registry.firms USING btree (name, code);
CREATE INDEX firms_region ON registry.firms USING btree (region, code);
CREATE INDEX firms_representative ON registry.firms USING btree (representative) WHERE (representative IS NOT NULL);
CREATE INDEX firms_written ON registry.firms USING btree (league, written_by);
CREATE TRIGGER firms_written BEFORE UPDATE ON registry.firms FOR EACH ROW EXECUTE FUNCTION registry.note_writer();

table registry.grants (
  account text not null,
  department text,
  ended_by text,
  firm text,
  from_day date not null,
  given_at timestamp with time zone not null,
  given_by text not null,
  id text not null,
  region text,
  role text not null,
  until_day date,
  constraint grants_check CHECK ((num_nonnulls(department, firm) <= 1)),
  constraint grants_check1 CHECK (((until_day IS NULL) OR (until_day >= from_day))),
  constraint grants_pkey PRIMARY KEY (id)
);
CREATE INDEX grants_account ON registry.grants USING btree (account);
CREATE INDEX grants_department ON registry.grants USING btree (department, role, account) WHERE (department IS NOT NULL);
CREATE INDEX grants_firm ON registry.grants USING btree (firm, role) WHERE (firm IS NOT NULL);

table registry.import_codes (
  code text not null,
  import text not null,
  line integer not null,
  constraint import_codes_pkey PRIMARY KEY (import, code)
);

table registry.import_findings (
  code text not null,
  field text,
  found text,
  import text not null,
  level text not null,
  line integer not null,
  params jsonb not null default '{}'::jsonb,
  place integer not null,
  constraint import_findings_level_check CHECK ((level = ANY (ARRAY['error'::text, 'note'::text]))),
  constraint import_findings_pkey PRIMARY KEY (import, line, place)
);

table registry.imports (
  account text not null,
  added integer not null default 0,
  changed integer not null default 0,
  columns jsonb not null default '[]'::jsonb,
  content bytea,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  file_name text not null,
  form text not null,
  heartbeat timestamp with time zone,
  id text not null,
  lines integer not null default 0,
  sha256 text not null,
  state text not null,
  tally jsonb not null default '{}'::jsonb,
  unchanged integer not null default 0,
  why text,
  wrong integer not null default 0,
  constraint imports_form_check CHECK ((form = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  constraint imports_pkey PRIMARY KEY (id),
  constraint imports_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'unreadable'::text])))
);
CREATE INDEX imports_account ON registry.imports USING btree (account, created_at);
CREATE INDEX imports_open ON registry.imports USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

table registry.kinds (
  kind text not null,
  pack text not null,
  serial integer not null,
  short_en text not null,
  short_zh text not null,
  utility boolean not null,
  constraint kinds_pkey PRIMARY KEY (kind),
  constraint kinds_serial_key UNIQUE (serial)
);

table registry.loaded (
  digest text not null,
  pack text not null,
  part text not null,
  constraint loaded_pkey PRIMARY KEY (pack, part)
);

table registry.people (
  id text not null,
  id_kind text not null default 'resident'::text,
  id_number text not null,
  name text not null,
  phone text,
  updated_at timestamp with time zone not null,
  constraint people_id_kind_check CHECK ((id_kind = ANY (ARRAY['resident'::text, 'passport'::text, 'permanent_resident'::text, 'mainland_travel'::text]))),
  constraint people_id_number_id_kind_key UNIQUE (id_number, id_kind),
  constraint people_pkey PRIMARY KEY (id)
);

table registry.person_reads (
  account text not null,
  at timestamp with time zone not null,
  department text,
  id text not null,
  person text not null,
  purpose text not null,
  constraint person_reads_pkey PRIMARY KEY (person, at, id)
);
CREATE INDEX person_reads_account ON registry.person_reads USING btree (account, at);
CREATE INDEX person_reads_region ON registry.person_reads USING btree (COALESCE("left"(department, 6), ''::text), at, id);

table registry.regions (
  code text not null,
  english text,
  level text not null,
  name text not null,
  pack text not null,
  parent text,
  pinyin text not null,
  short text not null,
  constraint regions_level_check CHECK ((level = ANY (ARRAY['province'::text, 'league'::text, 'banner'::text, 'town'::text]))),
  constraint regions_pkey PRIMARY KEY (code)
);
CREATE INDEX regions_parent ON registry.regions USING btree (parent);

table registry.roles (
  covers text[] not null,
  held text not null,
  id text not null,
  name_en text not null,
  name_zh text not null,
  pack text not null,
  permissions text[] not null,
  reaches text,
  constraint roles_held_check CHECK ((held = ANY (ARRAY['department'::text, 'region'::text, 'firm'::text]))),
  constraint roles_pkey PRIMARY KEY (id, pack),
  constraint roles_reaches_check CHECK ((reaches = ANY (ARRAY['department'::text, 'region'::text])))
);

table registry.stamp (
  single boolean not null default true,
  version bigint not null,
  constraint stamp_pkey PRIMARY KEY (single),
  constraint stamp_single_check CHECK (single)
);

CREATE OR REPLACE FUNCTION registry.note_writer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.written_by := pg_current_xact_id();
  return new;
end $function$;
