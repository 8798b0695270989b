create table tax_rate (
    chain_id uuid not null references chain,
    code text not null,
    rate_basis_points int not null check (rate_basis_points between 0 and 10000),
    base_numerator int not null default 1 check (base_numerator > 0),
    base_denominator int not null default 1 check (base_denominator > 0),
    primary key (chain_id, code)
);

create table product (
    product_id uuid primary key,
    chain_id uuid not null references chain,
    sku text not null,
    name text not null,
    category text not null default '',
    unit text not null default 'pcs',
    tax_code text not null,
    cost bigint check (cost >= 0),
    active boolean not null default true,
    unique (chain_id, sku),
    foreign key (chain_id, tax_code) references tax_rate
);
create index product_by_name on product (chain_id, lower(name) text_pattern_ops);

create table product_code (
    chain_id uuid not null references chain,
    code text not null,
    product_id uuid not null references product,
    pack_size numeric(15, 3) not null default 1 check (pack_size > 0),
    primary key (chain_id, code)
);
create index product_code_by_product on product_code (product_id);

-- A price is never edited: a new price is a new version that begins to hold at a moment.
create table price (
    version bigint generated always as identity primary key,
    chain_id uuid not null references chain,
    price_book_id uuid not null references price_book,
    product_id uuid not null references product,
    amount bigint not null check (amount >= 0),
    valid_from timestamptz not null,
    set_by uuid,
    set_at timestamptz not null
);
create index price_in_force on price (price_book_id, product_id, valid_from desc, version desc);

create table promotion (
    promotion_id uuid primary key,
    chain_id uuid not null references chain,
    store_id uuid references store,
    name text not null,
    percent_basis_points int not null check (percent_basis_points between 1 and 10000),
    category text,
    product_id uuid references product,
    starts_at timestamptz not null,
    ends_at timestamptz,
    active boolean not null default true
);

alter table tax_rate enable row level security; alter table tax_rate force row level security;
alter table product enable row level security; alter table product force row level security;
alter table product_code enable row level security; alter table product_code force row level security;
alter table price enable row level security; alter table price force row level security;
alter table promotion enable row level security; alter table promotion force row level security;
create policy seen on tax_rate using (sees_chain(chain_id));
create policy seen on product using (sees_chain(chain_id));
create policy seen on product_code using (sees_chain(chain_id));
create policy seen on price using (sees_chain(chain_id));
create policy seen on promotion using (sees_chain(chain_id));
