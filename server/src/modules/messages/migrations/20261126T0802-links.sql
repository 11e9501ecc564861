-- A message may lead to a page rather than to a case: a policy that fits.
alter table messages.messages alter column case_id drop not null;
alter table messages.messages add column link text;
alter table messages.messages add constraint messages_lead check (num_nonnulls(case_id, link) = 1);
