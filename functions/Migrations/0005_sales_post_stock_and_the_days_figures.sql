create table till_session (
    till_session_id uuid primary key,
    chain_id uuid not null,
    store_id uuid not null,
    terminal_id uuid not null,
    cashier_id uuid not null,
    business_date date not null,
    opened_at timestamptz not null,
    opening_float bigint not null,
    closed_at timestamptz,
    z_number bigint,
    expected bigint,
    counted bigint,
    over_short bigint
);
create index till_session_by_day on till_session (store_id, business_date);

-- Sales and refunds; a refund's amounts are negative here, so that a sum over a day is the day.
create table sale (
    sale_id uuid primary key,
    chain_id uuid not null,
    store_id uuid not null,
    terminal_id uuid not null,
    fact_id uuid not null,
    kind text not null check (kind in ('sale', 'refund')),
    receipt_number text not null,
    till_session_id uuid not null,
    cashier_id uuid not null,
    member_id uuid,
    original_sale_id uuid,
    business_date date not null,
    completed_at timestamptz not null,
    gross bigint not null,
    discount bigint not null,
    total bigint not null,
    tax bigint not null,
    rounding bigint not null,
    due bigint not null,
    points bigint not null,
    unique (chain_id, receipt_number)
);
create index sale_by_day on sale (store_id, business_date);
create index sale_by_fact on sale (fact_id);
create index sale_by_member on sale (member_id, completed_at) where member_id is not null;

create table sale_line (
    sale_id uuid not null references sale,
    number int not null,
    chain_id uuid not null,
    store_id uuid not null,
    product_id uuid not null,
    code text not null,
    name text not null,
    category text not null,
    quantity numeric(15, 3) not null,
    unit_price bigint not null,
    price_version bigint not null,
    gross bigint not null,
    discount bigint not null,
    promotion_id uuid,
    net bigint not null,
    tax_code text not null,
    tax_rate_basis_points int not null,
    tax_base_numerator int not null,
    tax_base_denominator int not null,
    tax bigint not null,
    primary key (sale_id, number)
);

create table tender (
    sale_id uuid not null references sale,
    number int not null,
    chain_id uuid not null,
    store_id uuid not null,
    kind text not null,
    amount bigint not null,
    given bigint not null,
    reference text,
    primary key (sale_id, number)
);

-- Lines and baskets that were given up before they were paid: who, when, why.
create table void_record (
    fact_id uuid primary key,
    chain_id uuid not null,
    store_id uuid not null,
    terminal_id uuid not null,
    kind text not null check (kind in ('line', 'basket')),
    sale_id uuid not null,
    name text not null,
    quantity numeric(15, 3) not null,
    amount bigint not null,
    cashier_id uuid not null,
    at timestamptz not null,
    reason text not null
);

-- The ledger of stock; stock_level is its sum, fed by exactly the rows inserted. It may go below zero: that is a fact to work off.
create table stock_movement (
    cause_id uuid not null,
    number int not null,
    chain_id uuid not null,
    store_id uuid not null,
    product_id uuid not null,
    quantity numeric(15, 3) not null,
    reason text not null,
    at timestamptz not null,
    primary key (cause_id, number)
);
create index stock_movement_by_product on stock_movement (store_id, product_id, at);

create table stock_level (
    chain_id uuid not null,
    store_id uuid not null,
    product_id uuid not null,
    quantity numeric(15, 3) not null,
    primary key (store_id, product_id)
);

-- The day's figures, by hour in the store's own zone, kept by the transaction that posts the sale.
create table daily_sales (
    chain_id uuid not null,
    store_id uuid not null,
    business_date date not null,
    hour int not null check (hour between 0 and 23),
    sales bigint not null,
    refunds bigint not null,
    lines bigint not null,
    gross bigint not null,
    discount bigint not null,
    total bigint not null,
    tax bigint not null,
    rounding bigint not null,
    due bigint not null,
    primary key (store_id, business_date, hour)
);
create index daily_sales_by_chain on daily_sales (chain_id, business_date);

create table daily_tender (
    chain_id uuid not null,
    store_id uuid not null,
    business_date date not null,
    kind text not null,
    amount bigint not null,
    primary key (store_id, business_date, kind)
);

-- Money of facts that could not be understood, so that no sum ever silently lacks it.
create table suspense (
    fact_id uuid primary key,
    chain_id uuid not null,
    store_id uuid not null,
    amount bigint,
    cause text not null,
    at timestamptz not null,
    settled_at timestamptz
);

alter table till_session enable row level security; alter table till_session force row level security;
alter table sale enable row level security; alter table sale force row level security;
alter table sale_line enable row level security; alter table sale_line force row level security;
alter table tender enable row level security; alter table tender force row level security;
alter table void_record enable row level security; alter table void_record force row level security;
alter table stock_movement enable row level security; alter table stock_movement force row level security;
alter table stock_level enable row level security; alter table stock_level force row level security;
alter table daily_sales enable row level security; alter table daily_sales force row level security;
alter table daily_tender enable row level security; alter table daily_tender force row level security;
alter table suspense enable row level security; alter table suspense force row level security;
create policy seen on till_session using (sees_store(chain_id, store_id));
create policy seen on sale using (sees_store(chain_id, store_id));
create policy seen on sale_line using (sees_store(chain_id, store_id));
create policy seen on tender using (sees_store(chain_id, store_id));
create policy seen on void_record using (sees_store(chain_id, store_id));
create policy seen on stock_movement using (sees_store(chain_id, store_id));
create policy seen on stock_level using (sees_store(chain_id, store_id));
create policy seen on daily_sales using (sees_store(chain_id, store_id));
create policy seen on daily_tender using (sees_store(chain_id, store_id));
create policy seen on suspense using (sees_store(chain_id, store_id));
