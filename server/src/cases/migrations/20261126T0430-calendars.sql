-- The calendars that deadlines were derived from, one row each time the documents in the packs changed, with how far the running cases have been brought to it.
create table cases.calendars (
  id bigint generated always as identity primary key,
  documents jsonb not null,
  taken_in_at timestamptz not null,
  -- The last case looked at; the work is resumed after it.
  at_league text not null default '',
  at_case text not null default '',
  looked_at integer not null default 0,
  moved integer not null default 0,
  done_at timestamptz
);
