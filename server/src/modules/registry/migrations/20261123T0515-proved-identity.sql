-- Whether somebody saw the document of the person behind an account; one open account a person.
alter table registry.accounts add column proved_at timestamptz, add column proved_by text;
drop index registry.accounts_person;
create unique index accounts_person on registry.accounts (person) where person is not null and closed_at is null;
