-- A draw that was prepared and never sealed is given up in public, with its reason; another may then be prepared in its place.
alter table inspections.draws drop constraint draws_state_check;
alter table inspections.draws add constraint draws_state_check check (state in ('prepared', 'committed', 'drawn', 'published', 'given_up'));
drop index inspections.draws_redrawn;
create unique index draws_redrawn on inspections.draws (league, redraw_of) where redraw_of is not null and state <> 'given_up';
create index draws_given_up on inspections.draws (league, redraw_of, prepared_at) where state = 'given_up';
drop index inspections.draws_prepared;
create index draws_prepared on inspections.draws (department, prepared_at desc) where state = 'prepared';
