-- Published figures with the rows they were made of. A figure is added once for a day and never changed.
create table evaluation.figures (
  league text not null,
  day date not null,
  figure text not null,
  definition json not null,
  code text not null,
  -- Rows without case numbers, as the file shows them; `pseudonyms` is the secret they were made with and is never shown.
  input json not null,
  input_size integer not null,
  root bytea not null,
  value json not null,
  pseudonyms bytea not null,
  salt bytea not null,
  commitment bytea not null,
  published_at timestamptz not null,
  primary key (league, day, figure)
);
create index figures_newest on evaluation.figures (league, figure, day desc);

create function evaluation.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a published figure is never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger figures_stand before update or delete on evaluation.figures for each row execute function evaluation.refuse_change();
create trigger figures_stay before truncate on evaluation.figures for each statement execute function evaluation.refuse_change();
