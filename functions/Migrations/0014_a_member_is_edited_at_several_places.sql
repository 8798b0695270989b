-- Every edit of a member's fields, with the hybrid clock and the place it was made at. The greatest stamp of a field holds; the others stay as
-- history. Clock 0 is what was there before the first edit.
create table member_edit (
    member_id uuid not null references member,
    chain_id uuid not null,
    field text not null check (field in ('name', 'phone', 'language')),
    value text,
    clock bigint not null,
    origin uuid not null,
    fact_id uuid,
    staff_id uuid,
    at timestamptz not null,
    received_at timestamptz not null,
    -- The number is somebody else's: it does not count.
    refused boolean not null default false,
    unique nulls not distinct (member_id, field, clock, origin, value)
);
alter table member_edit enable row level security; alter table member_edit force row level security;
create policy seen on member_edit using (sees_chain(chain_id));

alter table flag drop constraint flag_kind_check;
alter table flag add constraint flag_kind_check check (kind in ('refunded-twice', 'product-archived', 'cashier-disabled', 'phone-taken', 'set-aside', 'quarantined'));
