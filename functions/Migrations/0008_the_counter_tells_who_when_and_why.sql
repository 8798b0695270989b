-- What a sale or refund says beyond its money.
alter table sale
    add column tax_on_top bigint not null default 0,
    add column points_spent bigint not null default 0,
    add column refund_kind text,
    add column approval_id uuid,
    add column exchange_id uuid,
    add column reason text,
    add column note text;

alter table sale_line
    add column tax_on_top bigint not null default 0,
    add column manual_discount bigint not null default 0,
    add column brand text,
    add column note text,
    add column lot text,
    add column expiry date,
    add column serial text,
    add column condition text;

-- What each promotion took off each line.
create table sale_line_offer (
    sale_id uuid not null references sale,
    line_number int not null,
    promotion_id uuid not null,
    chain_id uuid not null,
    store_id uuid not null,
    name text not null,
    amount bigint not null,
    primary key (sale_id, line_number, promotion_id)
);
create index sale_line_offer_by_promotion on sale_line_offer (promotion_id);

-- A payment that nobody could confirm at the till waits here until it is settled.
alter table tender
    add column state text not null default 'Confirmed',
    add column settled_reference text,
    add column settled_by uuid,
    add column settled_at timestamptz;
create index tender_unknown on tender (store_id) where state = 'Unknown';

alter table till_session
    add column report text,
    add column reason text,
    add column approval_id uuid;

alter table void_record add column approval_id uuid;

create table cash_movement (
    cash_movement_id uuid primary key,
    chain_id uuid not null,
    store_id uuid not null,
    terminal_id uuid not null,
    till_session_id uuid not null,
    kind text not null,
    amount bigint not null check (amount > 0),
    cashier_id uuid not null,
    approval_id uuid,
    at timestamptz not null,
    reason text not null
);
create index cash_movement_by_session on cash_movement (till_session_id);

create table approval (
    approval_id uuid primary key,
    chain_id uuid not null,
    store_id uuid not null,
    terminal_id uuid not null,
    act text not null,
    subject uuid not null,
    amount bigint not null,
    asked_by uuid not null,
    approved_by uuid not null,
    way text not null,
    at timestamptz not null,
    reason text not null
);
create index approval_by_time on approval (store_id, at);

-- Everything else that a person did at a counter and that takes money or goods off the straight way: who, when, why.
create table counter_act (
    fact_id uuid primary key,
    chain_id uuid not null,
    store_id uuid not null,
    terminal_id uuid not null,
    kind text not null,
    subject uuid not null,
    name text not null,
    amount bigint not null,
    cashier_id uuid not null,
    approval_id uuid,
    at timestamptz not null,
    reason text not null
);
create index counter_act_by_time on counter_act (store_id, at);

-- How a store's counters work, as terminals get it (CounterRules); null is as usual.
alter table store add column counter_rules text;

alter table product
    add column brand text,
    add column open_price boolean not null default false,
    add column weighed boolean not null default false;

-- Money that a member has at the shop (credit) or owes it (on account): sums of member_account_entry.
alter table member
    add column store_credit bigint not null default 0,
    add column account_limit bigint not null default 0 check (account_limit >= 0),
    add column account_used bigint not null default 0;

create table member_account_entry (
    sale_id uuid not null references sale,
    tender_number int not null,
    chain_id uuid not null,
    store_id uuid not null,
    member_id uuid not null,
    kind text not null,
    amount bigint not null,
    at timestamptz not null,
    primary key (sale_id, tender_number)
);
create index member_account_entry_by_member on member_account_entry (member_id, at);

-- Two tills enrolled the same person without a network: the later id is another name of the first.
create table member_alias (
    member_id uuid primary key,
    chain_id uuid not null,
    same_as uuid not null references member,
    at timestamptz not null
);

create table reward (
    reward_id uuid primary key,
    chain_id uuid not null references chain,
    name text not null,
    points bigint not null check (points > 0),
    product_id uuid references product,
    money_off bigint not null default 0 check (money_off >= 0),
    stock bigint check (stock >= 0),
    ends_at timestamptz,
    active boolean not null default true
);

-- A claim is one row; taking it back marks it and returns points and stock. More may be claimed than there are: two tills without a network.
create table reward_claim (
    reward_claim_id uuid primary key,
    chain_id uuid not null,
    store_id uuid not null,
    reward_id uuid not null,
    member_id uuid not null,
    sale_id uuid,
    points bigint not null,
    cashier_id uuid not null,
    claimed_at timestamptz not null,
    cancelled_at timestamptz,
    cancelled_by uuid,
    cancel_reason text
);
create index reward_claim_by_reward on reward_claim (reward_id) where cancelled_at is null;
create index reward_claim_by_member on reward_claim (member_id, claimed_at);

alter table sale_line_offer enable row level security; alter table sale_line_offer force row level security;
alter table cash_movement enable row level security; alter table cash_movement force row level security;
alter table approval enable row level security; alter table approval force row level security;
alter table counter_act enable row level security; alter table counter_act force row level security;
alter table member_account_entry enable row level security; alter table member_account_entry force row level security;
alter table member_alias enable row level security; alter table member_alias force row level security;
alter table reward enable row level security; alter table reward force row level security;
alter table reward_claim enable row level security; alter table reward_claim force row level security;
create policy seen on sale_line_offer using (sees_store(chain_id, store_id));
create policy seen on cash_movement using (sees_store(chain_id, store_id));
create policy seen on approval using (sees_store(chain_id, store_id));
create policy seen on counter_act using (sees_store(chain_id, store_id));
create policy seen on member_account_entry using (sees_store(chain_id, store_id));
create policy seen on member_alias using (sees_chain(chain_id));
create policy seen on reward using (sees_chain(chain_id));
create policy seen on reward_claim using (sees_store(chain_id, store_id));
