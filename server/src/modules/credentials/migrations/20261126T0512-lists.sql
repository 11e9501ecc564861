-- Which status lists there are is found by skipping from one to the next.
create index licences_lists on credentials.licences (league, status_list);
