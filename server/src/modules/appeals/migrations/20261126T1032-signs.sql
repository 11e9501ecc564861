-- 当场答复 is looked at for matters that were taken as questions: a partial index of the acts by which the hotline ends an order itself.
create index acts_of_answers on cases.acts (at, league) where kind = 'answer';
