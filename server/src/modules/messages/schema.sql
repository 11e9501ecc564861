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

table messages.outgoing (
  account text not null,
  channel text not null,
  ended_at timestamp with time zone,
  message text not null,
  next_at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  tries integer not null default 0,
  why text,
  constraint outgoing_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'mail'::text]))),
  constraint outgoing_pkey PRIMARY KEY (account, message, channel),
  constraint outgoing_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'taken'::text, 'given_up'::text, 'withheld'::text])))
);
CREATE INDEX outgoing_due ON messages.outgoing USING btree (next_at) WHERE (state = 'waiting'::text);
CREATE INDEX outgoing_given_up ON messages.outgoing USING btree (ended_at DESC) WHERE (state = 'given_up'::text);

table messages.preferences (
  account text not null,
  changed_at timestamp with time zone not null,
  language text not null,
  mail text,
  sms boolean not null,
  constraint preferences_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint preferences_pkey PRIMARY KEY (account)
);
