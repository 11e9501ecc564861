-- The department that asks a wallet, so that its holder reads its name in their own language.
alter table credentials.wallet_requests add column department text;
