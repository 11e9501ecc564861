-- What was looked at unmasked by the departments of a region, the latest first: the auditor's page.
create index person_reads_region on registry.person_reads (coalesce(left(department, 6), ''), at, id);
