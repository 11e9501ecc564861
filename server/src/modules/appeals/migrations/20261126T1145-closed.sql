-- What was closed on which day, by place and whether in time, is counted from the index alone.
drop index appeals.orders_closed;
create index orders_closed on appeals.orders (league, closed_on, id) include (region, opened_on, due_on) where closed_on is not null;
