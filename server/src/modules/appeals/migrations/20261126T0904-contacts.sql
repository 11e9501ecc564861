-- Whom to call where the name is kept from the department that handles it: read by the hotline only.
create table appeals.contacts (
  league text not null,
  id text not null,
  name text,
  phone text,
  primary key (league, id)
);
