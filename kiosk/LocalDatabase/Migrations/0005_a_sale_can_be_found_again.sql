-- Which sale a refund undoes, and how often a receipt was printed again.
alter table sale add column original_id text null;
update sale set original_id = json_extract(body, '$.originalSaleId') where kind = 'refund';
create index sale_original on sale (original_id) where original_id is not null;
create index sale_at on sale (at);

create table reprint (
    sale_id text    not null,
    kind    text    not null,
    copies  integer not null,
    primary key (sale_id, kind)
) strict;

create table parked_sale (
    sale_id   text    primary key,
    body      text    not null,
    cashier   text    not null,
    parked_at integer not null,
    amount    integer not null,
    note      text    not null
) strict;
