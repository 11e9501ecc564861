-- Plans of random inspections, draws, and the acts of draws. The league leads every key.
create schema inspections;

create table inspections.plans (
  league text not null,
  id text not null,
  department text not null,
  region text not null,
  year integer not null,
  title text not null,
  items text[] not null,
  salt bytea not null,
  commitment bytea not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (league, id)
);
create index plans_department on inspections.plans (department, year, id);
create index plans_newest on inspections.plans (published_at, id);

-- `draw` holds the list, the rule, the seed and the result; the columns beside it are what lists show and filter by.
create table inspections.draws (
  league text not null,
  id text not null,
  region text not null,
  department text not null,
  plan text not null,
  title text not null,
  state text not null check (state in ('prepared', 'committed', 'drawn', 'published')),
  objects integer not null,
  visits integer,
  redraw_of text,
  seq integer not null,
  draw jsonb not null,
  prepared_at timestamptz not null,
  committed_at timestamptz,
  primary key (league, id)
);
-- The public list, newest commitment first; drafts of a department for its staff.
create index draws_public on inspections.draws (committed_at desc, id) where committed_at is not null;
create index draws_prepared on inspections.draws (department, prepared_at desc) where committed_at is null;
-- A draw is drawn anew at most once; the next time starts from the newer one.
create unique index draws_redrawn on inspections.draws (league, redraw_of) where redraw_of is not null;

create table inspections.draw_acts (
  league text not null,
  draw text not null,
  n integer not null,
  at timestamptz not null,
  kind text not null,
  actor text not null,
  act jsonb not null,
  salt bytea not null,
  commitment bytea not null,
  primary key (league, draw, n)
);

create function inspections.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'acts of a draw are only ever added';
end $$;
create trigger draw_acts_stay before update or delete on inspections.draw_acts for each row execute function inspections.refuse_change();
create trigger draw_acts_stay_all before truncate on inspections.draw_acts for each statement execute function inspections.refuse_change();
