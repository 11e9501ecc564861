-- Requests to wallets that are signed and answered encrypted (OpenID4VP 1.0 sections 5.7 and 8.3): who asks, as whom the wallet knows them, and the key that opens the answer, wrapped.
alter table credentials.wallet_requests
  add column asker text not null default '',
  add column client_id text not null default '',
  add column answer_key bytea;
-- What was shown is forgotten by its age.
create index wallet_requests_made_at on credentials.wallet_requests (league, made_at);

-- The certificate under which this installation signs its requests, one for each name it is reached by.
create table credentials.request_certificates (
  key_id text not null,
  host text not null,
  certificate bytea not null,
  authority bytea not null,
  until timestamptz not null,
  primary key (key_id, host)
);
