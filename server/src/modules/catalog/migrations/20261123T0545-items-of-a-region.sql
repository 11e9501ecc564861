-- Counting the items of regions.
create index items_region on catalog.items (region, basic_code);
