-- The schema policies after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table policies.awards (
  amount numeric(14,2) not null,
  case_id text not null,
  firm text not null,
  league text not null,
  round text not null,
  constraint awards_pkey PRIMARY KEY (league, round, firm)
);
CREATE INDEX awards_firm ON policies.awards USING btree (league, firm, round);

table policies.claims (
  case_id text not null,
  case_league text not null,
  firm text not null,
  league text not null,
  opened_on date not null,
  policy text not null,
  version integer not null,
  constraint claims_pkey PRIMARY KEY (league, firm, policy, case_id)
);

table policies.facts (
  firm text not null,
  held jsonb not null default '{}'::jsonb,
  league text not null,
  said jsonb not null default '{}'::jsonb,
  updated_at timestamp with time zone not null,
  constraint facts_pkey PRIMARY KEY (league, firm)
);

table policies.loaded (
  digest text not null,
  pack text not null,
  constraint loaded_pkey PRIMARY KEY (pack)
);

table policies.pushes (
  account text not null,
  at timestamp with time zone not null,
  because jsonb not null,
  firm text not null,
  league text not null,
  policy text not null,
  verdict text not null,
  version integer not null,
  constraint pushes_pkey PRIMARY KEY (league, firm, account, policy, version)
);
CREATE INDEX pushes_account ON policies.pushes USING btree (account, at DESC);

table policies.reviews (
  case_id text not null,
  firm text not null,
  kind text not null,
  league text not null,
  round text not null,
  constraint reviews_kind_check CHECK ((kind = ANY (ARRAY['correct'::text, 'claw_back'::text, 'dispute'::text, 'objection'::text]))),
  constraint reviews_pkey PRIMARY KEY (league, round, firm, case_id)
);

table policies.rounds (
  amount numeric(16,2) not null,
  department text not null,
  firms integer not null,
  id text not null,
  league text not null,
  listed_on date not null,
  made_by text not null,
  notice_from date,
  notice_until date,
  policy text not null,
  region text not null,
  state text not null,
  title text not null,
  version integer not null,
  constraint rounds_pkey PRIMARY KEY (league, id),
  constraint rounds_state_check CHECK ((state = ANY (ARRAY['listed'::text, 'noticed'::text, 'paying'::text, 'closed'::text])))
);
CREATE INDEX rounds_department ON policies.rounds USING btree (department, listed_on DESC, id);
CREATE INDEX rounds_noticed ON policies.rounds USING btree (notice_from DESC, id) WHERE (notice_from IS NOT NULL);

table policies.stamp (
  one boolean not null default true,
  version bigint not null,
  constraint stamp_one_check CHECK (one),
  constraint stamp_pkey PRIMARY KEY (one)
);

table policies.suites (
  id text not null,
  pack text not null,
  suite jsonb not null,
  constraint suites_pkey PRIMARY KEY (id)
);

table policies.tasks (
  case_id text not null,
  league text not null,
  number text not null,
  suite text not null,
  constraint tasks_pkey PRIMARY KEY (league, suite, number)
);

table policies.versions (
  department text,
  id text not null,
  pack text,
  policy jsonb not null,
  published_by text,
  published_on date,
  repealed_by text,
  repealed_on date,
  repealed_why text,
  saved_at timestamp with time zone not null,
  saved_by text not null,
  state text not null,
  version integer not null,
  constraint versions_check CHECK (((state = 'published'::text) = (published_on IS NOT NULL))),
  constraint versions_pkey PRIMARY KEY (id, version),
  constraint versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text])))
);
CREATE INDEX versions_department ON policies.versions USING btree (department, saved_at DESC) WHERE (department IS NOT NULL);
CREATE UNIQUE INDEX versions_draft ON policies.versions USING btree (id) WHERE (state = 'draft'::text);

table policies.wishes (
  account text not null,
  changed_at timestamp with time zone not null,
  firm text not null,
  told boolean not null,
  constraint wishes_pkey PRIMARY KEY (account, firm)
);
