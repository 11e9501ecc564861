-- Licences, their acts, and where each stands in a status list. The league leads every key, so the tables partition and shard by it.
create schema credentials;

-- Numbers for places in status lists: 131072 places a list, each league its own list of every number.
create sequence credentials.status_places minvalue 0 start 0;

create table credentials.licences (
  league text not null,
  id text not null,
  type text not null,
  number text not null,
  identifier text not null,
  holder_kind text not null check (holder_kind in ('person', 'firm')),
  holder text not null,
  holder_name text not null,
  holder_code text not null,
  department text not null,
  region text not null,
  status text not null,
  issued_on date not null,
  expires_on date,
  case_id text,
  item text,
  replaces text,
  replaced_by text,
  status_list integer not null,
  status_index integer not null,
  details jsonb not null,
  seq integer not null,
  changed_at timestamptz not null,
  primary key (league, id)
) with (fillfactor = 90);
create unique index licences_identifier on credentials.licences (league, identifier);
-- What an applicant holds, over all leagues: the material that is proved, 我的证照.
create index licences_of_holder on credentials.licences (holder, type, issued_on desc, id);
create index licences_of_case on credentials.licences (league, case_id) where case_id is not null;
create index licences_of_department on credentials.licences (league, department, issued_on desc, id);
-- A status list says only what is not valid; these are few.
create index licences_not_valid on credentials.licences (league, status_list) include (status_index, status) where status <> 'valid';
create index licences_to_expire on credentials.licences (expires_on) where status in ('valid', 'suspended') and expires_on is not null;

create table credentials.acts (
  league text not null,
  licence text not null,
  seq integer not null,
  at timestamptz not null,
  kind text not null,
  actor text not null,
  act jsonb not null,
  salt bytea not null,
  commitment bytea not null,
  primary key (league, licence, seq)
);

-- Acts are appended and never changed, by whatever role.
create function credentials.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'acts of licences are appended and never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger acts_stand before update or delete on credentials.acts for each row execute function credentials.refuse_change();
create trigger acts_stay before truncate on credentials.acts for each statement execute function credentials.refuse_change();
