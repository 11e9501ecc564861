-- What was committed to before the seed was known is sealed in the log: the salt opens it. Numbers of a lottery are read by two people.
alter table appeals.campaigns add column salt bytea not null, add column commitment bytea not null, add column entries jsonb not null default '[]';
create index campaigns_by_id on appeals.campaigns (id);
create index campaigns_newest on appeals.campaigns (committed_at desc, id desc);
