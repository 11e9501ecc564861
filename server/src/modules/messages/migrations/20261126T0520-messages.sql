-- What was told to whom. Keyed by the account, which alone reads it; made from facts, so that it could be made again.
create schema messages;

create table messages.messages (
  account text not null,
  -- The fact it was made from: seen twice, it is told once.
  id text not null,
  case_id text not null,
  kind text not null,
  title text not null,
  day date,
  at timestamptz not null,
  read_at timestamptz,
  primary key (account, id)
);
create index messages_latest on messages.messages (account, at desc, id desc);
create index messages_unread on messages.messages (account) where read_at is null;
