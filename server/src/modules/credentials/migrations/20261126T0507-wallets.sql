-- Offers to wallets (OpenID4VCI, pre-authorized code) and requests to wallets (OpenID4VP). Codes and tokens are kept as digests. The league leads every key.
create table credentials.wallet_offers (
  league text not null,
  id text not null,
  licence text not null,
  account text not null,
  code_hash bytea not null,
  pin_hash bytea not null,
  tries integer not null default 0,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  token_hash bytea,
  token_until timestamptz,
  given integer not null default 0,
  primary key (league, id)
) with (fillfactor = 80);

create table credentials.wallet_requests (
  league text not null,
  id text not null,
  account text not null,
  purpose text not null,
  nonce text not null,
  query jsonb not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  result jsonb,
  primary key (league, id)
) with (fillfactor = 80);
