-- A licence is found by the number printed on it.
create index licences_number on credentials.licences (league, number);
