-- 知识库: versions are appended and never changed; what is searched is made from the latest of each. The league leads every key.
create table appeals.article_versions (
  league text not null,
  article text not null,
  version integer not null,
  content jsonb not null,
  withdrawn boolean not null,
  note text,
  by_account text not null,
  written_at timestamptz not null,
  primary key (league, article, version)
);

create table appeals.article_reviews (
  league text not null,
  article text not null,
  number integer not null,
  version integer not null,
  review_on date not null,
  note text,
  by_account text not null,
  reviewed_on date not null,
  primary key (league, article, number)
);

create function appeals.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'versions and reviews of articles are appended and never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger article_versions_stand before update or delete on appeals.article_versions
  for each row execute function appeals.refuse_change();
create trigger article_reviews_stand before update or delete on appeals.article_reviews
  for each row execute function appeals.refuse_change();

-- Tokens are those of kernels/text, as in the catalogue (docs/decisions/0008); articles that were withdrawn have none.
create table appeals.articles (
  league text not null,
  id text not null,
  version integer not null,
  region text not null,
  owner text not null,
  review_on date not null,
  withdrawn boolean not null,
  useful integer not null default 0,
  not_useful integer not null default 0,
  tokens tsvector not null,
  title_tokens text[] not null,
  keyword_tokens text[] not null,
  body_tokens text[] not null,
  primary key (league, id)
);
create unique index articles_by_id on appeals.articles (id);
create index articles_tokens on appeals.articles using gin (tokens) with (fastupdate = off);
create index articles_useful on appeals.articles (useful desc, id) where not withdrawn;
create index articles_to_review on appeals.articles (review_on, id) where not withdrawn;

create table appeals.article_votes (
  league text not null,
  article text not null,
  version integer not null,
  voter text not null,
  useful boolean not null,
  note text,
  voted_at timestamptz not null,
  primary key (league, article, version, voter)
);
