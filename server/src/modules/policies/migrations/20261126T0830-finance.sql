-- Financing: where banks are reached, what is still to be sent to them, applications as a list, loans made before the platform.
create schema if not exists policies;

create table policies.banks (
  bank text primary key,
  url text not null,
  -- Ed25519 in PEM: by it the bank signs what it sends.
  public_key text not null,
  connected_at timestamptz not null,
  connected_by text not null
);

-- Each thing a bank has to be told, until it took it. A bank that is silent holds up no other.
create table policies.sendings (
  league text not null,
  case_id text not null,
  event text not null,
  bank text not null,
  tries integer not null default 0,
  next_at timestamptz not null,
  sent_at timestamptz,
  primary key (league, case_id, event)
);
create index sendings_due on policies.sendings (next_at) where sent_at is null;
create index sendings_of_bank on policies.sendings (bank) where sent_at is null;

-- Applications as their cases stand: a list, made anew from a case whenever it moved.
create table policies.loans (
  league text not null,
  case_id text not null,
  firm text not null,
  product text not null,
  bank text not null,
  collateral text not null,
  status text not null,
  applied_on date not null,
  amount_fen bigint,
  paid_on date,
  primary key (league, case_id)
);
create index loans_of_firm on policies.loans (firm, applied_on desc, case_id);
create index loans_paid on policies.loans (bank, firm, amount_fen, collateral) where paid_on is not null;

-- Products offered and loans made as a list from elsewhere says; a line without a firm is a product that is offered.
create table policies.financed (
  id text primary key,
  bank text not null,
  product text not null,
  firm text,
  amount_fen bigint,
  collateral text,
  paid_on date,
  origin text not null,
  taken_at timestamptz not null,
  check ((firm is null) = (amount_fen is null))
);
create index financed_by_bank on policies.financed (bank, product, firm, amount_fen, collateral);
