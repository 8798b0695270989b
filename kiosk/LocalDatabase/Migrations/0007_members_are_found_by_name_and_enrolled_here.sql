-- A member's row has a number that stays, so that the words of the name can be searched as a product's are. A row without a feed was
-- enrolled here and the cloud has not answered; same_as is the member whom the cloud knew already.
alter table member rename to member_before;
create table member (
    member_row      integer primary key,
    member_id       text    not null unique,
    name            text    not null,
    phone           text    null,
    card            text    null,
    tier_id         text    null,
    points          integer not null,
    lifetime_points integer not null,
    active          integer not null,
    feed            text    not null,
    generation      integer not null,
    store_credit    integer not null default 0,
    account_limit   integer not null default 0,
    account_used    integer not null default 0,
    same_as         text    null
) strict;
insert into member (member_id, name, phone, card, tier_id, points, lifetime_points, active, feed, generation, store_credit, account_limit, account_used)
select member_id, name, phone, card, tier_id, points, lifetime_points, active, feed, generation, store_credit, account_limit, account_used from member_before;
drop table member_before;
create index member_phone on member (phone);
create index member_card on member (card);
create index member_feed on member (feed, generation);
create virtual table member_search using fts5 (
    name, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4');
insert into member_search (rowid, name) select member_row, name from member;

-- In which sales of this till a member used which promotion, for promotions that each member may use so often.
create table offer_used (
    member_id    text not null,
    promotion_id text not null,
    sale_id      text not null,
    primary key (member_id, promotion_id, sale_id)
) strict, without rowid;
create index offer_used_sale on offer_used (sale_id);
insert into offer_used (member_id, promotion_id, sale_id)
select distinct json_extract(s.body, '$.memberId'), json_extract(o.value, '$.promotionId'), s.sale_id
from sale s, json_each(s.body, '$.lines') l, json_each(l.value, '$.offers') o
where s.kind = 'sale' and json_extract(s.body, '$.memberId') is not null
  and not exists (select 1 from sale r where r.original_id = s.sale_id and json_extract(r.body, '$.kind') = 'Void');
