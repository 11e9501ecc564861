-- Firms are looked up by the beginning of code and name: both are ordered by code point, whatever the database's own order.
alter table registry.firms alter column code type text collate "C", alter column name type text collate "C";
