-- Policies with their versions, facts of firms, who wants to be told, suites with tasks, awards without application.
-- Policies and suites belong to no league: they are few and read whole. What belongs to a firm is led by its league.
create schema policies;

create table policies.versions (
  id text not null,
  version integer not null,
  state text not null check (state in ('draft', 'published')),
  policy jsonb not null,
  -- Null where a pack brought it.
  department text,
  pack text,
  saved_at timestamptz not null,
  saved_by text not null,
  -- From this day on everybody sees it.
  published_on date,
  published_by text,
  repealed_on date,
  repealed_by text,
  repealed_why text,
  primary key (id, version),
  check ((state = 'published') = (published_on is not null))
);
create unique index versions_draft on policies.versions (id) where state = 'draft';
create index versions_department on policies.versions (department, saved_at desc) where department is not null;

-- Counts every change of policies and suites, so that what is kept in memory is read anew.
create table policies.stamp (one boolean primary key default true check (one), version bigint not null);
insert into policies.stamp (version) values (1);

create table policies.loaded (pack text primary key, digest text not null);

-- What the administration holds of a firm, and what the firm says of itself. Neither overwrites the other.
create table policies.facts (
  league text not null,
  firm text not null,
  held jsonb not null default '{}',
  said jsonb not null default '{}',
  updated_at timestamptz not null,
  primary key (league, firm)
);

-- 个人信息保护法 art. 24: whoever does not want to be told is not told. No row: told, the default.
create table policies.wishes (
  account text not null,
  firm text not null,
  told boolean not null,
  changed_at timestamptz not null,
  primary key (account, firm)
);

-- What was pushed to whom and why; once for a version, a firm and an account.
create table policies.pushes (
  league text not null,
  firm text not null,
  account text not null,
  policy text not null,
  version integer not null,
  verdict text not null,
  because jsonb not null,
  at timestamptz not null,
  primary key (league, firm, account, policy, version)
);
create index pushes_account on policies.pushes (account, at desc);

create table policies.suites (
  id text primary key,
  suite jsonb not null,
  pack text not null
);

-- A task of a suite that was given to its department: the case that carries it.
create table policies.tasks (
  league text not null,
  suite text not null,
  number text not null,
  case_id text not null,
  primary key (league, suite, number)
);

-- 免申即享: a list of firms found by the rule on a day. What happens to each is in its case.
create table policies.rounds (
  league text not null,
  id text not null,
  policy text not null,
  version integer not null,
  region text not null,
  department text not null,
  title text not null,
  state text not null check (state in ('listed', 'noticed', 'paying', 'closed')),
  listed_on date not null,
  notice_from date,
  notice_until date,
  firms integer not null,
  amount numeric(16, 2) not null,
  made_by text not null,
  primary key (league, id)
);
create index rounds_department on policies.rounds (department, listed_on desc, id);
create index rounds_noticed on policies.rounds (notice_from desc, id) where notice_from is not null;

create table policies.awards (
  league text not null,
  round text not null,
  firm text not null,
  case_id text not null,
  amount numeric(14, 2) not null,
  primary key (league, round, firm)
);
create index awards_firm on policies.awards (league, firm, round);

-- A claim is a case; this finds it by firm and policy.
create table policies.claims (
  league text not null,
  firm text not null,
  policy text not null,
  version integer not null,
  case_league text not null,
  case_id text not null,
  opened_on date not null,
  primary key (league, firm, policy, case_id)
);

-- What followed an award: objection, correction, claw-back, dispute; each a case of its own.
create table policies.reviews (
  league text not null,
  round text not null,
  firm text not null,
  kind text not null check (kind in ('correct', 'claw_back', 'dispute', 'objection')),
  case_id text not null,
  primary key (league, round, firm, case_id)
);
