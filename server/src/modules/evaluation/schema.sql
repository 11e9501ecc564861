-- The schema evaluation after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

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
