-- Calls by region and department, the latest first, for whoever audits them. Where no department called, the number says which region's case was meant.
alter table credentials.calls add column region text not null generated always as (coalesce(nullif(left(department, 6), ''), left(id, 6))) stored;
create index calls_of_region on credentials.calls (region, at desc, id desc);
create index calls_refused on credentials.calls (region, at desc, id desc) where outcome <> 'answered';
create index calls_of_department on credentials.calls (department, at desc, id desc);
