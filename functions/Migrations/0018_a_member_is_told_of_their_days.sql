-- Which store a member belongs to, by where they last bought (or joined), and when that was; kept with each sale, so that a day's look needs no sales.
alter table member add column home_store_id uuid references store, add column last_bought_at timestamptz, add column birthday date;
-- Month and day, such as 1231, by which birthdays are found.
alter table member add column birth_day int generated always as ((extract(month from birthday) * 100 + extract(day from birthday))::int) stored;
update member m set home_store_id = s.store_id, last_bought_at = s.completed_at
from (select distinct on (member_id) member_id, store_id, completed_at from sale where kind = 'sale' and member_id is not null order by member_id, completed_at desc) s
where s.member_id = m.member_id;
create index member_by_birth_day on member (home_store_id, birth_day) where birth_day is not null;
create index member_by_last_bought on member (home_store_id, last_bought_at) where last_bought_at is not null;

alter table member_edit drop constraint member_edit_field_check;
alter table member_edit add constraint member_edit_field_check check (field in ('name', 'phone', 'language', 'birthday'));

-- After how many days without a purchase a member is asked to come again; null is never.
alter table chain add column follow_up_after_days int check (follow_up_after_days between 7 and 3650);

-- Which of a store's own days were looked through for what members are told of. One row a day, over all instances.
create table occasion_day (
    store_id uuid not null references store,
    day date not null,
    chain_id uuid not null,
    told int not null default 0,
    at timestamptz not null,
    primary key (store_id, day)
);
alter table occasion_day enable row level security; alter table occasion_day force row level security;
create policy seen on occasion_day using (sees_store(chain_id, store_id));

-- What a message is about, where it is about one thing: the reward.
alter table notification add column subject_id uuid;

-- The house's own texts belong to no chain, so that no chain's rule lets them in.
alter table message_template no force row level security;
insert into message_template (chain_id, key, version, locale, body) values
    (null, 'birthday', 1, 'id', 'Selamat ulang tahun, {{name}}! Semoga sehat dan bahagia selalu. Salam hangat dari {{store}}. (ref {{ref}})'),
    (null, 'birthday', 1, 'en', 'Happy birthday, {{name}}! All of us at {{store}} wish you a wonderful year. (ref {{ref}})'),
    (null, 'absence', 1, 'id', 'Halo {{name}}, sudah lama kita tidak bertemu di {{store}}. Poin Anda {{points}} masih menunggu. Sampai jumpa! (ref {{ref}})'),
    (null, 'absence', 1, 'en', 'Hello {{name}}, we have not seen you at {{store}} for a while. Your {{points}} points are waiting. See you soon! (ref {{ref}})'),
    (null, 'reward-ready', 1, 'id', 'Halo {{name}}, poin Anda {{points}} sudah cukup untuk {{reward}}. Ambil di kasir {{store}}. (ref {{ref}})'),
    (null, 'reward-ready', 1, 'en', 'Hello {{name}}, your {{points}} points are enough for {{reward}}. Ask for it at the counter of {{store}}. (ref {{ref}})');
alter table message_template force row level security;
