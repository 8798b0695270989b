-- Rewards that members took at this till: so that a sale that is cancelled gives them back.
create table reward_claim (
    claim_id     text    primary key,
    reward_id    text    not null,
    name         text    not null,
    member_id    text    not null,
    sale_id      text    not null,
    line         integer null,  -- the line of the goods that were given
    points       integer not null,
    cancelled_at integer null
) strict;
create index reward_claim_sale on reward_claim (sale_id) where cancelled_at is null;

-- What was taken of a reward, or given back, and the cloud's figure does not hold yet.
create table reward_stock_pending (
    fact_id   text    primary key,
    reward_id text    not null,
    change    integer not null,
    epoch     integer not null,
    sequence  integer not null
) strict;
create index reward_stock_pending_reward on reward_stock_pending (reward_id);
