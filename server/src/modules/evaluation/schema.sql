-- The schema evaluation after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table evaluation.figures (
  code text not null,
  commitment bytea not null,
  day date not null,
  definition json not null,
  figure text not null,
  input json not null,
  input_size integer not null,
  league text not null,
  pseudonyms bytea not null,
  published_at timestamp with time zone not null,
  root bytea not null,
  salt bytea not null,
  value json not null,
  constraint figures_pkey PRIMARY KEY (league, day, figure)
);
CREATE INDEX figures_newest ON evaluation.figures USING btree (league, figure, day DESC);
CREATE TRIGGER figures_stand BEFORE DELETE OR UPDATE ON evaluation.figures FOR EACH ROW EXECUTE FUNCTION evaluation.refuse_change();
CREATE TRIGGER figures_stay BEFORE TRUNCATE ON evaluation.figures FOR EACH STATEMENT EXECUTE FUNCTION evaluation.refuse_change();

table evaluation.ratings (
  case_id text not null,
  department text not null,
  follow_up text,
  grade integer not null,
  item text not null,
  league text not null,
  rated_on date not null,
  reasons text[] not null,
  region text not null,
  constraint ratings_grade_check CHECK (((grade >= 1) AND (grade <= 5))),
  constraint ratings_pkey PRIMARY KEY (league, case_id)
);
CREATE INDEX ratings_of_department ON evaluation.ratings USING btree (department, rated_on) INCLUDE (grade);
CREATE INDEX ratings_of_region ON evaluation.ratings USING btree (region, rated_on) INCLUDE (grade);

CREATE OR REPLACE FUNCTION evaluation.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a published figure is never changed' using errcode = 'integrity_constraint_violation';
end $function$;
