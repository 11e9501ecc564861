-- The schema messages after all migrations. Made by scripts/write-schemas.ts; change it by a migration.

table messages.messages (
  account text not null,
  at timestamp with time zone not null,
  case_id text,
  day date,
  id text not null,
  kind text not null,
  link text,
  read_at timestamp with time zone,
  title text not null,
  constraint messages_lead CHECK ((num_nonnulls(case_id, link) = 1)),
  constraint messages_pkey PRIMARY KEY (account, id)
);
CREATE INDEX messages_latest ON messages.messages USING btree (account, at DESC, id DESC);
CREATE INDEX messages_unread ON messages.messages USING btree (account) WHERE (read_at IS NULL);
