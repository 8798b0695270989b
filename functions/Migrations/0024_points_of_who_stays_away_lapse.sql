-- After how many days without a purchase a member's points lapse, null is never; and the first day on which any may, so that everybody can be told before.
alter table chain add column points_lapse_after_days int check (points_lapse_after_days between 90 and 3650), add column points_lapse_from date;
create index points_entry_lapsed on points_entry (member_id, at) where reason = 'lapsed';

-- The house's own texts belong to no chain, so that no chain's rule lets them in.
alter table message_template no force row level security;
insert into message_template (chain_id, key, version, locale, body) values
    (null, 'points-lapsing', 1, 'id', 'Halo {{name}}, {{points}} poin Anda di {{store}} berlaku sampai {{date}}. Belanja sebelum itu agar tidak hangus. (ref {{ref}})'),
    (null, 'points-lapsing', 1, 'en', 'Hello {{name}}, your {{points}} points at {{store}} are valid until {{date}}. Shop before then to keep them. (ref {{ref}})');
alter table message_template force row level security;
