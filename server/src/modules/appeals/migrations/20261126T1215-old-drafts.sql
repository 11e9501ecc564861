-- Drafts that nobody went on with are found by their age.
create index drafts_by_age on appeals.drafts (saved_at);
