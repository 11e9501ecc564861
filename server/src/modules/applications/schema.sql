-- The schema applications after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table applications.broken_promises (
  applicant text not null,
  broken_on date not null,
  case_id text not null,
  league text not null,
  lifted_because text,
  lifted_by text,
  lifted_on date,
  promise text not null,
  constraint broken_promises_pkey PRIMARY KEY (league, case_id)
);
CREATE INDEX broken_promises_standing ON applications.broken_promises USING btree (applicant) WHERE (lifted_on IS NULL);

table applications.drafts (
  account text not null,
  answers jsonb not null,
  applicant jsonb not null,
  case_id text,
  channel text not null,
  id text not null,
  item text not null,
  item_day date not null,
  item_name text not null,
  materials jsonb not null,
  prefilled jsonb not null,
  promise boolean not null default false,
  receiving text,
  saved_at timestamp with time zone not null,
  version integer not null,
  constraint drafts_pkey PRIMARY KEY (id)
);
CREATE INDEX drafts_of_account ON applications.drafts USING btree (account, saved_at DESC) WHERE (case_id IS NULL);

table applications.promises (
  case_id text not null,
  check_by date not null,
  department text not null,
  ended_on date,
  league text not null,
  mending boolean not null default false,
  constraint promises_pkey PRIMARY KEY (league, case_id)
);
CREATE INDEX promises_to_check ON applications.promises USING btree (department, check_by, case_id) WHERE (ended_on IS NULL);
