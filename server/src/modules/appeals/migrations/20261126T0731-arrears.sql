-- Arrears: claims as they can be listed and added up (a read model of their cases), and debts of a ledger that was taken in.
-- The league leads every key. Money is whole fen.
create schema if not exists appeals;

create table appeals.arrears_claims (
  league text not null,
  case_id text not null,
  seq int not null,
  region text not null,
  debtor_kind text not null,
  -- Code of the department, or credit code of the firm.
  debtor text not null,
  debtor_name text not null,
  creditor text not null,
  creditor_name text not null,
  accepting text not null,
  handling text not null,
  stage text not null,
  opened_on date not null,
  due_on date,
  -- Last day of payment; absent where it cannot be computed.
  pay_by date,
  principal bigint not null,
  principal_left bigint not null,
  ended_on date,
  notice text,
  published_on date,
  unpublished_on date,
  corrections json,
  primary key (league, case_id)
);
create index arrears_claims_of_creditor on appeals.arrears_claims (creditor, opened_on desc, case_id);
create index arrears_claims_against on appeals.arrears_claims (debtor, opened_on desc, case_id);
create index arrears_claims_handled on appeals.arrears_claims (handling, opened_on desc, case_id);
create index arrears_claims_accepted on appeals.arrears_claims (accepting, opened_on desc, case_id);
-- Supervisors read by league, or everything there is.
create index arrears_claims_in_league on appeals.arrears_claims (league, opened_on desc, case_id);
create index arrears_claims_newest on appeals.arrears_claims (opened_on desc, case_id);
create index arrears_debtors_named on appeals.arrears_claims (published_on desc, case_id) where published_on is not null and unpublished_on is null;
-- Sums come from the index alone.
create index arrears_claims_summed on appeals.arrears_claims (league, debtor_kind, pay_by) include (principal, principal_left, stage);

create table appeals.arrears_ledger (
  league text not null,
  number text not null,
  debtor_kind text not null,
  debtor_name text not null,
  pay_by date not null,
  amount bigint not null check (amount > 0),
  cleared bigint not null check (cleared >= 0 and cleared <= amount),
  cleared_on date,
  taken_by text not null,
  taken_at timestamptz not null,
  primary key (league, number)
);
create index arrears_ledger_summed on appeals.arrears_ledger (league, debtor_kind, pay_by) include (amount, cleared);
