-- Mails that were taken: one that comes again, by whatever door and on whatever day, is the order it was. Written with the order.
create table appeals.mails (
  -- Digest of who wrote what under which number.
  mail text primary key,
  order_id text not null,
  -- Of the mail in quarantine because of an attachment that was left out.
  quarantined text,
  taken_at timestamptz not null
);

-- How far each mailbox was read. When the server of the mailbox counts anew (UIDVALIDITY), it is read from its beginning: what was taken is known.
create table appeals.mailboxes (
  box text primary key,
  uid_validity numeric(20) not null,
  last_uid bigint not null,
  read_at timestamptz not null
);
