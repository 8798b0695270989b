-- Moments are milliseconds since 1970 UTC, money is minor units, quantities are thousandths, ids are UUIDs in text.

-- Who this machine is: one row, from the day it is enrolled.
create table terminal (
    only_row      integer primary key check (only_row = 1),
    terminal_id   text    not null,
    chain_id      text    not null,
    store_id      text    not null,
    store_code    text    not null,
    number        integer not null,
    epoch         integer not null,
    acked_through integer not null default 0, -- the newest fact of this epoch that the cloud has kept
    clock         integer not null default 0, -- the hybrid clock, so that a clock set back does not turn events round
    cloud         text    not null
) strict;

-- Outgoing facts, written in the transaction of what they tell.
create table change (
    epoch    integer not null,
    sequence integer not null,
    amount   integer not null, -- the money it tells of, for the status line
    acked_at integer null,
    fact_id  text    not null unique,
    type     text    not null,
    version  integer not null,
    clock    integer not null,
    hash     text    not null,
    payload  text    not null,
    primary key (epoch, sequence)
) strict;

create table receipt_series (
    epoch integer primary key,
    last  integer not null
) strict;

create table till_session (
    till_session_id text    primary key,
    cashier_id      text    not null,
    business_date   text    not null,
    opened_at       integer not null,
    opening_float   integer not null,
    sales           integer not null default 0,
    sales_total     integer not null default 0,
    cash            integer not null default 0, -- cash taken minus cash given back
    number          integer null unique,        -- the Z number
    counted         integer null,
    closed_at       integer null
) strict;

-- One drawer, one open session.
create unique index till_session_open on till_session ((1)) where closed_at is null;

create table open_basket (
    only_row integer primary key check (only_row = 1),
    body     text    not null
) strict;

create table sale (
    sale_id         text    primary key,
    kind            text    not null check (kind in ('sale', 'refund')),
    receipt_number  text    not null unique,
    till_session_id text    not null references till_session,
    business_date   text    not null,
    at              integer not null,
    total           integer not null,
    body            text    not null
) strict;

-- Points of own sales that the member's row from the cloud does not hold yet.
create table member_points_pending (
    sale_id   text    primary key,
    member_id text    not null,
    points    integer not null,
    epoch     integer not null,
    sequence  integer not null
) strict;
create index member_points_pending_member on member_points_pending (member_id);

create table feed_cursor (
    feed       text    primary key,
    generation integer not null,
    sequence   integer not null,
    pulled_at  integer not null
) strict;

-- Items of feeds as they came: the small kinds, and those that this program does not know yet.
create table feed_row (
    kind       text    not null,
    key        text    not null,
    feed       text    not null,
    generation integer not null,
    sequence   integer not null,
    body       text    not null,
    primary key (kind, key)
) strict;
create index feed_row_feed on feed_row (feed, generation);

create table product (
    product_row    integer primary key,
    product_id     text    not null unique,
    sku            text    not null,
    name           text    not null,
    category       text    not null,
    unit           text    not null,
    tax_code       text    not null,
    tax_rate       integer not null,
    tax_base_over  integer not null,
    tax_base_under integer not null,
    active         integer not null,
    feed           text    not null,
    generation     integer not null
) strict;
create index product_sku on product (sku);

create table product_code (
    code        text    not null,
    product_row integer not null,
    pack_size   integer not null,
    primary key (code, product_row)
) strict, without rowid;
create index product_code_product on product_code (product_row);

-- Words of names and codes, found by their beginnings of two letters and more.
create virtual table product_search using fts5 (
    name, sku, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4');

create table price (
    feed       text    not null,
    product_id text    not null,
    version    integer not null,
    amount     integer not null,
    valid_from integer not null,
    generation integer not null,
    primary key (feed, product_id, version)
) strict, without rowid;

create table member (
    member_id       text    primary key,
    name            text    not null,
    phone           text    null,
    card            text    null,
    tier_id         text    null,
    points          integer not null,
    lifetime_points integer not null,
    active          integer not null,
    feed            text    not null,
    generation      integer not null
) strict;
create index member_phone on member (phone);
create index member_card on member (card);
