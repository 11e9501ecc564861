-- The three rates and the signs of gaming read acts by kind and instant. Partial indexes: of all acts only those of orders that they look at.
create index acts_of_call_backs on cases.acts (at, league) where kind = 'call_back';
create index acts_of_reopenings on cases.acts (at, league) where kind in ('reopen', 'split');
create index campaign_calls_called on appeals.campaign_calls (called_at) where called_at is not null;
