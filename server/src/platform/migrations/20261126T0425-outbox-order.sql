-- A position is drawn before its transaction commits, so a lower one may become visible after a higher one of an earlier transaction.
-- Read by (transaction, position) below the oldest transaction under way, no fact is ever behind a reader.
alter table platform.outbox drop constraint outbox_pkey;
alter table platform.outbox add primary key (written_by, position);

alter table platform.subscribers add column written_by xid8 not null default '0';

-- A reader goes on before the earliest fact it has not passed: it may see some twice, and misses none.
update platform.subscribers s set (written_by, position) = (
  select coalesce(min(o.written_by), '0'), 0 from platform.outbox o where o.position > s.position)
where exists (select 1 from platform.outbox o where o.position > s.position);
update platform.subscribers s set written_by = coalesce((select max(o.written_by) from platform.outbox o), '0')
where s.written_by = '0';
