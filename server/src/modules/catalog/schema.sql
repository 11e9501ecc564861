-- The schema catalog after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table catalog.basic_items (
  body jsonb not null,
  code text not null,
  digest text not null,
  from_day date not null,
  pack text not null,
  until_day date,
  constraint basic_items_pkey PRIMARY KEY (code, from_day)
);

table catalog.events (
  about jsonb not null,
  id text not null,
  items text[] not null,
  kind text not null,
  pack text not null,
  place integer not null,
  title jsonb not null,
  constraint events_kind_check CHECK ((kind = ANY (ARRAY['life'::text, 'business'::text]))),
  constraint events_pkey PRIMARY KEY (id)
);

table catalog.forms (
  body jsonb not null,
  digest text not null,
  from_day date not null,
  id text not null,
  pack text not null,
  until_day date,
  constraint forms_pkey PRIMARY KEY (id, from_day)
);

table catalog.imports (
  account text not null,
  created_at timestamp with time zone not null,
  file_name text not null,
  id text not null,
  report jsonb not null,
  sha256 text not null,
  taken boolean not null,
  constraint imports_pkey PRIMARY KEY (id)
);

table catalog.items (
  basic_code text not null,
  body jsonb,
  code text not null,
  department text not null,
  from_day date not null,
  league text not null,
  level text not null,
  origin text not null,
  overrides jsonb,
  region text not null,
  text_id bigint not null,
  until_day date,
  constraint items_pkey PRIMARY KEY (league, code, from_day)
);
CREATE INDEX items_department ON catalog.items USING btree (department, basic_code);
CREATE INDEX items_origin ON catalog.items USING btree (origin);
CREATE INDEX items_region ON catalog.items USING btree (region, basic_code);
CREATE INDEX items_text ON catalog.items USING btree (text_id, region, level) INCLUDE (code, from_day, until_day);

table catalog.loaded (
  digest text not null,
  pack text not null,
  part text not null,
  constraint loaded_pkey PRIMARY KEY (pack, part)
);

table catalog.local_codes (
  basic_code text not null,
  local_code text not null,
  constraint local_codes_basic_code_key UNIQUE (basic_code),
  constraint local_codes_pkey PRIMARY KEY (local_code)
);

table catalog.proof_matters (
  basis text,
  demanded_by text not null,
  from_day date not null,
  guide text,
  id text not null,
  issued_by text,
  league text not null,
  name text not null,
  origin text not null,
  region text not null,
  route text not null,
  tokens tsvector not null,
  until_day date,
  constraint proof_matters_pkey PRIMARY KEY (league, region, id, from_day),
  constraint proof_matters_route_check CHECK ((route = ANY (ARRAY['cancelled'::text, 'promise'::text, 'department_check'::text])))
);
CREATE INDEX proof_matters_in_order ON catalog.proof_matters USING btree (region, id) WHERE (until_day IS NULL);
CREATE INDEX proof_matters_list ON catalog.proof_matters USING btree (region, route, id) WHERE (until_day IS NULL);
CREATE INDEX proof_matters_words ON catalog.proof_matters USING gin (tokens) WITH (fastupdate=off);

table catalog.search_terms (
  texts integer not null,
  token text not null,
  constraint search_terms_pkey PRIMARY KEY (token)
);

table catalog.search_texts (
  basic_code text not null,
  digest text not null,
  home text not null,
  id bigint not null generated as identity,
  keyword_tokens text[] not null,
  keywords text not null,
  name text not null,
  name_tokens text[] not null,
  popular smallint not null,
  tokens tsvector not null,
  constraint search_texts_digest_key UNIQUE (digest),
  constraint search_texts_pkey PRIMARY KEY (id)
);
CREATE INDEX search_texts_basic ON catalog.search_texts USING btree (basic_code, home);
CREATE INDEX search_texts_browse ON catalog.search_texts USING btree (home, popular DESC, id);
CREATE INDEX search_texts_everywhere ON catalog.search_texts USING btree (popular DESC, id);
CREATE INDEX search_texts_tokens ON catalog.search_texts USING gin (tokens) WITH (fastupdate=off);

table catalog.service_points (
  basic_codes text[] not null,
  body jsonb not null,
  cell_x integer generated always as ((floor((longitude * (10)::double precision)))::integer) stored,
  cell_y integer generated always as ((floor((latitude * (10)::double precision)))::integer) stored,
  id text not null,
  kind text not null,
  latitude double precision not null,
  league text not null,
  longitude double precision not null,
  origin text not null,
  region text not null,
  scope text[] not null,
  constraint service_points_pkey PRIMARY KEY (league, id)
);
CREATE INDEX service_points_cell ON catalog.service_points USING btree (cell_x, cell_y);
CREATE INDEX service_points_region ON catalog.service_points USING btree (region, id);

table catalog.stamp (
  single boolean not null default true,
  version bigint not null,
  constraint stamp_pkey PRIMARY KEY (single),
  constraint stamp_single_check CHECK (single)
);

table catalog.themes (
  id text not null,
  kind text not null,
  pack text not null,
  place integer not null,
  title jsonb not null,
  constraint themes_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'firm'::text, 'local'::text]))),
  constraint themes_pkey PRIMARY KEY (kind, id)
);
