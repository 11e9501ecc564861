-- A repeal is sealed like a version: salt and commitment open it, its number is its place within the subject `policy:<id>`.
alter table policies.versions
  add column repealed_at date,
  add column repeal_number integer,
  add column repeal_salt bytea,
  add column repeal_commitment bytea,
  add check ((repeal_number is null) = (repeal_salt is null) and (repeal_salt is null) = (repeal_commitment is null));
