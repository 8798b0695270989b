-- A message to a number that is no member's: a text that somebody tries, a day's close for a manager, what an earlier system had not sent.
alter table notification rename column test_phone to to_phone;
alter table notification rename column test_body to own_body;
alter table notification alter column member_id drop not null;
alter table notification add column is_test boolean not null default false;
update notification set is_test = true where to_phone is not null;
-- The text stands as it is, without placeholders.
alter table notification add column literal boolean not null default false;

-- Where a manager is told of the store's day; who wrote it down asked them.
alter table staff add column phone text;
-- Whether members get their receipts; and at how many pieces an article is short, null is never.
alter table chain add column receipt_messages boolean not null default false, add column low_stock_at int check (low_stock_at between 0 and 1000000);

alter table occasion_day add column what text not null default 'members' check (what in ('members', 'managers'));
alter table occasion_day drop constraint occasion_day_pkey, add primary key (store_id, day, what);

-- The house's own texts belong to no chain, so that no chain's rule lets them in.
alter table message_template no force row level security;
insert into message_template (chain_id, key, version, locale, body) values
    (null, 'receipt', 1, 'id', 'Terima kasih, {{name}}! Struk belanja Anda {{total}} di {{store}}: {{link}} (ref {{ref}})'),
    (null, 'receipt', 1, 'en', 'Thank you, {{name}}! Your receipt of {{total}} at {{store}}: {{link}} (ref {{ref}})'),
    (null, 'day-close', 1, 'id', '{{store}}, {{date}}: {{sales}} transaksi, penjualan {{total}}. (ref {{ref}})'),
    (null, 'day-close', 1, 'en', '{{store}}, {{date}}: {{sales}} sales, {{total}} in all. (ref {{ref}})'),
    (null, 'low-stock', 1, 'id', '{{store}}: stok menipis. {{items}} (ref {{ref}})'),
    (null, 'low-stock', 1, 'en', '{{store}}: running low. {{items}} (ref {{ref}})');
alter table message_template force row level security;
