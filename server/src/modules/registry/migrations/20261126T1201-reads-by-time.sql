-- What was looked at unmasked, by anybody, the latest first: the auditor's page.
create index person_reads_at on registry.person_reads (at, id);
