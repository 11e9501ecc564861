-- Moves on with every loan that was paid out and every list that was taken in: totals are counted when it moved, not at every look.
create table policies.loan_stamp (one boolean primary key default true check (one), version bigint not null);
insert into policies.loan_stamp (version) values (1);
