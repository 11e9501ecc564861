-- The schema inspections after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table inspections.draw_acts (
  act jsonb not null,
  actor text not null,
  at timestamp with time zone not null,
  commitment bytea not null,
  draw text not null,
  kind text not null,
  league text not null,
  n integer not null,
  salt bytea not null,
  constraint draw_acts_pkey PRIMARY KEY (league, draw, n)
);
CREATE TRIGGER draw_acts_stay BEFORE DELETE OR UPDATE ON inspections.draw_acts FOR EACH ROW EXECUTE FUNCTION inspections.refuse_change();
CREATE TRIGGER draw_acts_stay_all BEFORE TRUNCATE ON inspections.draw_acts FOR EACH STATEMENT EXECUTE FUNCTION inspections.refuse_change();

table inspections.draws (
  committed_at timestamp with time zone,
  department text not null,
  draw jsonb not null,
  id text not null,
  league text not null,
  objects integer not null,
  plan text not null,
  prepared_at timestamp with time zone not null,
  redraw_of text,
  region text not null,
  seq integer not null,
  state text not null,
  title text not null,
  visits integer,
  constraint draws_pkey PRIMARY KEY (league, id),
  constraint draws_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'committed'::text, 'drawn'::text, 'published'::text, 'given_up'::text])))
);
CREATE INDEX draws_given_up ON inspections.draws USING btree (league, redraw_of, prepared_at) WHERE (state = 'given_up'::text);
CREATE INDEX draws_prepared ON inspections.draws USING btree (department, prepared_at DESC) WHERE (state = 'prepared'::text);
CREATE INDEX draws_public ON inspections.draws USING btree (committed_at DESC, id) WHERE (committed_at IS NOT NULL);
CREATE UNIQUE INDEX draws_redrawn ON inspections.draws USING btree (league, redraw_of) WHERE ((redraw_of IS NOT NULL) AND (state <> 'given_up'::text));

table inspections.plans (
  commitment bytea not null,
  department text not null,
  id text not null,
  items text[] not null,
  league text not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  region text not null,
  salt bytea not null,
  title text not null,
  year integer not null,
  constraint plans_pkey PRIMARY KEY (league, id)
);
CREATE INDEX plans_department ON inspections.plans USING btree (department, year, id);
CREATE INDEX plans_newest ON inspections.plans USING btree (published_at, id);

CREATE OR REPLACE FUNCTION inspections.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'acts of a draw are only ever added';
end $function$;
