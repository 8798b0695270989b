-- A card of the chain's own. Its balance is the sum of its entries, and what tills hold of it stands in allowance.
create table gift_card (
    gift_card_id uuid primary key,
    chain_id uuid not null references chain,
    number text not null check (number ~ '^[A-Z0-9]{4,40}$'),
    balance bigint not null default 0,
    issued_at timestamptz not null,
    unique (chain_id, number)
);
create table gift_card_entry (
    entry_id uuid primary key,
    gift_card_id uuid not null references gift_card,
    chain_id uuid not null references chain,
    store_id uuid references store,
    -- Above 0 for what comes onto the card.
    amount bigint not null check (amount <> 0),
    reason text not null check (reason in ('load', 'sale', 'refund')),
    -- The sale or refund; null for what the office loads.
    sale_id uuid,
    staff_id uuid references staff,
    at timestamptz not null
);
create index gift_card_entry_by_card on gift_card_entry (gift_card_id, at);
alter table gift_card enable row level security; alter table gift_card force row level security;
alter table gift_card_entry enable row level security; alter table gift_card_entry force row level security;
create policy seen on gift_card using (sees_chain(chain_id));
create policy seen on gift_card_entry using (sees_chain(chain_id));

alter table flag drop constraint flag_kind_check;
alter table flag add constraint flag_kind_check check (kind in
    ('refunded-twice', 'product-archived', 'cashier-disabled', 'phone-taken', 'set-aside', 'quarantined', 'points-overdrawn', 'count-shelf', 'offer-overused', 'gift-card-overdrawn'));
