-- What is at a store of each lot. A product that was never received by lot has none, and its level alone counts; of one that was, the lots come to the
-- level. The lot without a name is what nobody knows the lot of. May be below zero, as levels may.
create table stock_lot (
    store_id uuid not null,
    product_id uuid not null,
    lot text not null,
    chain_id uuid not null,
    expiry date,
    quantity numeric(15, 3) not null,
    primary key (store_id, product_id, lot)
);

-- Immutable. A sale stays on the lot that its label named; what that lot no longer had is moved to the one that expires first, by a pair of "fefo".
create table lot_movement (
    cause_id uuid not null,
    number int not null,
    chain_id uuid not null,
    store_id uuid not null,
    product_id uuid not null,
    lot text not null,
    quantity numeric(15, 3) not null,
    reason text not null check (reason in ('received', 'sale', 'refund', 'waste', 'fefo', 'before')),
    at timestamptz not null,
    primary key (cause_id, product_id, number)
);
create index lot_movement_by_product on lot_movement (store_id, product_id, at);

create table goods_receipt (
    goods_receipt_id uuid primary key,
    chain_id uuid not null,
    store_id uuid not null,
    received_by uuid not null,
    received_at timestamptz not null,
    lines jsonb not null
);

alter table stock_lot enable row level security; alter table stock_lot force row level security;
alter table lot_movement enable row level security; alter table lot_movement force row level security;
alter table goods_receipt enable row level security; alter table goods_receipt force row level security;
create policy seen on stock_lot using (sees_store(chain_id, store_id));
create policy seen on lot_movement using (sees_store(chain_id, store_id));
create policy seen on goods_receipt using (sees_store(chain_id, store_id));
