-- How people want to be told outside of the installation, and what is to be told there. Keyed by the account, as messages are.
create table messages.preferences (
  account text primary key,
  sms boolean not null,
  -- Encrypted; null: no mail.
  mail text,
  language text not null check (language in ('zh', 'en')),
  changed_at timestamptz not null
);

create table messages.outgoing (
  account text not null,
  message text not null,
  channel text not null check (channel in ('sms', 'mail')),
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'given_up', 'withheld')),
  tries integer not null default 0,
  next_at timestamptz not null,
  why text,
  ended_at timestamptz,
  primary key (account, message, channel)
);
-- The queue: what waits, in the order in which it is due.
create index outgoing_due on messages.outgoing (next_at) where state = 'waiting';
-- What was given up, the latest first, for who looks after the carrier.
create index outgoing_given_up on messages.outgoing (ended_at desc) where state = 'given_up';
