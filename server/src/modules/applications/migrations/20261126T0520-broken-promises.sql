-- 承诺不实: whoever broke a promise decides by promise no more until it is lifted (信用修复). Made from the acts of the cases.
create table applications.broken_promises (
  league text not null,
  case_id text not null,
  -- Person id or credit code of whoever promised.
  applicant text not null,
  promise text not null,
  broken_on date not null,
  lifted_on date,
  lifted_by text,
  lifted_because text,
  primary key (league, case_id)
);
create index broken_promises_standing on applications.broken_promises (applicant) where lifted_on is null;
