-- A holder takes back what they agreed to (个人信息保护法 art. 15): an act of its own, after the one that agreed.
alter table credentials.authorisations
  add column withdrawal_act jsonb,
  add column withdrawal_salt bytea,
  add column withdrawal_commitment bytea;
