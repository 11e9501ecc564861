-- Drafts: an application being written, resumable on another device, handed in at most once.
create schema applications;

create table applications.drafts (
  id text primary key,
  account text not null,
  applicant jsonb not null,
  item text not null,
  item_name text not null,
  item_day date not null,
  channel text not null,
  receiving text,
  answers jsonb not null,
  prefilled jsonb not null,
  materials jsonb not null,
  promise boolean not null default false,
  version integer not null,
  -- Set when the draft is first handed in: handing it in again opens no second case.
  case_id text,
  saved_at timestamptz not null
);
create index drafts_of_account on applications.drafts (account, saved_at desc) where case_id is null;
