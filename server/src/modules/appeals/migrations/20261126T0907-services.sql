-- Open311: the entry of the duty catalogue that a client chose. Call-backs: how the last one ended, for rates.
alter table appeals.orders
  add column service text,
  add column contacted boolean,
  add column solved boolean,
  add column satisfaction text,
  add column invalid text;
create index orders_public_open on appeals.orders (opened_at desc, id desc) where public;

-- Counts and reply rates read a period of a league from the index alone.
drop index appeals.orders_counted;
create index orders_counted on appeals.orders (league, opened_on)
  include (region, type, channel, intent, opened_at, replied_at, due_on, closed_on, merged_into, part_of, contacted, solved, satisfaction, invalid);
-- Open matters around a point.
create index orders_near on appeals.orders (lat, long) where closed_on is null and public;
