-- Which transaction wrote a firm last, so that who keeps firms in memory reads only those that changed.
alter table registry.firms add column written_by xid8 not null default pg_current_xact_id();

create function registry.note_writer() returns trigger language plpgsql as $$
begin
  new.written_by := pg_current_xact_id();
  return new;
end $$;
create trigger firms_written before update on registry.firms for each row execute function registry.note_writer();

-- In the order in which they were written, league by league.
create index firms_written on registry.firms (league, written_by);
