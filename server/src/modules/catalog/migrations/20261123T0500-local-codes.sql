-- The 12-digit code given to each code of an imported catalogue.
create table catalog.local_codes (local_code text primary key, basic_code text not null unique);
