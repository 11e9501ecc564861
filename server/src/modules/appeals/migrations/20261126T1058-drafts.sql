-- Appeals that are not handed in yet. Only their writer reads them; the content is encrypted whole.
create table appeals.drafts (
  account text not null,
  id text not null,
  version integer not null,
  saved_at timestamptz not null,
  content text not null,
  primary key (account, id)
);
create index drafts_latest on appeals.drafts (account, saved_at desc);
