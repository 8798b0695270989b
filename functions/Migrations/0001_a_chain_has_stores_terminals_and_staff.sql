-- Who may see a row is decided here and not in each query: every request says for which chain, and if so which store, it speaks
-- (Platform/Database). 'all' is for workers that serve every chain.
create function sees_chain(row_chain uuid) returns boolean language sql stable as $$
    select current_setting('sasuai.scope', true) = 'all'
        or row_chain = nullif(current_setting('sasuai.chain', true), '')::uuid
$$;

create function sees_store(row_chain uuid, row_store uuid) returns boolean language sql stable as $$
    select current_setting('sasuai.scope', true) = 'all'
        or row_store = nullif(current_setting('sasuai.store', true), '')::uuid
        or (nullif(current_setting('sasuai.store', true), '') is null and row_chain = nullif(current_setting('sasuai.chain', true), '')::uuid)
$$;

create table chain (
    chain_id uuid primary key,
    name text not null,
    currency text not null default 'IDR',
    decimals int not null default 0 check (decimals between 0 and 4),
    amount_per_point bigint not null default 0 check (amount_per_point >= 0)
);

create table price_book (
    price_book_id uuid primary key,
    chain_id uuid not null references chain,
    name text not null,
    unique (chain_id, name)
);

create table store (
    store_id uuid primary key,
    chain_id uuid not null references chain,
    code text not null check (code ~ '^[A-Z0-9]{1,12}$'),
    name text not null,
    time_zone text not null,
    address text not null default '',
    npwp text not null default '',
    receipt_footer text not null default '',
    cash_rounding bigint not null default 0 check (cash_rounding >= 0),
    language text not null default 'id' check (language in ('id', 'en')),
    price_book_id uuid not null references price_book,
    unique (chain_id, code)
);

create table terminal (
    terminal_id uuid primary key,
    chain_id uuid not null references chain,
    store_id uuid not null references store,
    number int not null check (number between 1 and 999),
    name text not null default '',
    enrolment_code_hash bytea,
    enrolment_expires_at timestamptz,
    enrolment_code_used boolean not null default false,
    public_key bytea,
    enrolled_at timestamptz,
    revoked_at timestamptz,
    epoch int not null default 0,
    head_sequence bigint not null default 0,
    head_hash text not null default '',
    announced_sequence bigint not null default 0,
    last_contact_at timestamptz,
    app_version text,
    unique (store_id, number)
);

create unique index terminal_by_code on terminal (enrolment_code_hash) where enrolment_code_hash is not null;

-- Wrong enrolment codes, by the address they came from.
create table enrolment_try (
    address text not null,
    at timestamptz not null
);
create index enrolment_try_by_address on enrolment_try (address, at);

create table staff (
    staff_id uuid primary key,
    chain_id uuid not null references chain,
    store_id uuid references store,
    number text not null,
    name text not null,
    role text not null check (role in ('Owner', 'Admin', 'Area', 'Manager', 'Cashier')),
    pin_hash text not null default '',
    email text,
    password_hash text,
    failed_sign_ins int not null default 0,
    locked_until timestamptz,
    active boolean not null default true,
    unique (chain_id, number)
);
create unique index staff_by_email on staff (lower(email)) where email is not null;

-- Sign-in sessions of people at the admin app; only a hash of the token is kept.
create table sign_in (
    token_hash bytea primary key,
    chain_id uuid not null references chain,
    staff_id uuid not null references staff,
    signed_in_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index sign_in_by_staff on sign_in (staff_id, signed_in_at desc);

create table audit (
    audit_id bigint generated always as identity primary key,
    chain_id uuid not null references chain,
    staff_id uuid,
    at timestamptz not null,
    action text not null,
    subject text not null,
    before jsonb,
    after jsonb
);
create index audit_by_time on audit (chain_id, at desc);

alter table chain enable row level security; alter table chain force row level security;
alter table price_book enable row level security; alter table price_book force row level security;
alter table store enable row level security; alter table store force row level security;
alter table terminal enable row level security; alter table terminal force row level security;
alter table staff enable row level security; alter table staff force row level security;
alter table sign_in enable row level security; alter table sign_in force row level security;
alter table audit enable row level security; alter table audit force row level security;
create policy seen on chain using (sees_chain(chain_id));
create policy seen on price_book using (sees_chain(chain_id));
create policy seen on store using (sees_store(chain_id, store_id));
create policy seen on terminal using (sees_store(chain_id, store_id));
create policy seen on staff using (sees_chain(chain_id));
create policy seen on sign_in using (sees_chain(chain_id));
create policy seen on audit using (sees_chain(chain_id));
