-- A fact of a shop is never refused. What breaks a rule is kept, counted, and shown here until a person has settled it.
create table flag (
    flag_id uuid primary key default gen_random_uuid(),
    chain_id uuid not null,
    store_id uuid not null,
    terminal_id uuid not null,
    kind text not null check (kind in ('refunded-twice', 'product-archived', 'cashier-disabled', 'set-aside', 'quarantined')),
    fact_id uuid not null,
    subject text not null default '',
    amount bigint,
    figures jsonb not null,
    raised_at timestamptz not null,
    settled_at timestamptz,
    settled_by uuid,
    note text,
    unique (kind, fact_id, subject)
);
create index flag_open on flag (chain_id, raised_at desc) where settled_at is null;
alter table flag enable row level security; alter table flag force row level security;
create policy seen on flag using (sees_store(chain_id, store_id));

create index sale_by_original on sale (original_sale_id) where original_sale_id is not null;

-- What was set aside before there was this list.
insert into flag (chain_id, store_id, terminal_id, kind, fact_id, amount, figures, raised_at)
select f.chain_id, f.store_id, f.terminal_id, 'set-aside', f.fact_id, s.amount, jsonb_build_object('type', f.type, 'cause', f.dead_letter), coalesce(s.at, f.received_at)
from fact f left join suspense s using (fact_id) where f.dead_letter is not null;

insert into flag (chain_id, store_id, terminal_id, kind, fact_id, subject, figures, raised_at)
select chain_id, store_id, terminal_id, 'quarantined', fact_id, cause, jsonb_build_object('type', type, 'cause', cause), min(received_at)
from quarantine group by chain_id, store_id, terminal_id, fact_id, type, cause
on conflict do nothing;
