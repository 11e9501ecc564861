-- Which transaction wrote a firm's facts last, so that the base of all firms in memory reads only those that changed.
alter table policies.facts add column written_by xid8 not null default pg_current_xact_id();

create function policies.note_writer() returns trigger language plpgsql as $$
begin
  new.written_by := pg_current_xact_id();
  return new;
end $$;
create trigger facts_written before update on policies.facts for each row execute function policies.note_writer();

-- In the order in which they were written, league by league.
create index facts_written on policies.facts (league, written_by);
