-- Under which data key a table was encrypted last: a change of the key that was interrupted goes on from there.
alter table platform.encrypted_tables add column data_key integer not null default 1;
