-- Ratings (好差评) as a read model of the acts that gave them: never added to or deleted by hand.
create schema evaluation;

create table evaluation.ratings (
  league text not null,
  case_id text not null,
  region text not null,
  department text not null,
  item text not null,
  grade integer not null check (grade between 1 and 5),
  reasons text[] not null,
  rated_on date not null,
  follow_up text,
  primary key (league, case_id)
);
create index ratings_of_department on evaluation.ratings (department, rated_on) include (grade);
create index ratings_of_region on evaluation.ratings (region, rated_on) include (grade);
