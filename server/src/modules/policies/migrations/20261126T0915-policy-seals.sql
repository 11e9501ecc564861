-- A version that a department publishes is sealed in the log: salt and commitment open it, its number is its place within the subject `policy:<id>`.
alter table policies.versions
  add column seal_number integer,
  add column salt bytea,
  add column commitment bytea,
  add check ((seal_number is null) = (salt is null) and (salt is null) = (commitment is null));
