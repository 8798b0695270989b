-- Payments of completed sales that nobody could confirm yet; the fact of the sale says the same.
create table unsettled_tender (
    sale_id text    not null,
    place   integer not null,
    kind    text    not null,
    amount  integer not null,
    receipt text    not null,
    at      integer not null,
    primary key (sale_id, place)
) strict;

-- What a member has at the shop, as the cloud last told.
alter table member add column store_credit integer not null default 0;
alter table member add column account_limit integer not null default 0;
alter table member add column account_used integer not null default 0;
