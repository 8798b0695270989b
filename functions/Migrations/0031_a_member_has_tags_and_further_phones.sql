-- Tags and further phones: an addition is a row for ever, and a removal marks the additions that it saw. A removal may come before what it removes.
create table member_entry (
    member_id uuid not null references member,
    entry_id uuid not null,
    chain_id uuid not null,
    kind text check (kind in ('tag', 'phone')),
    value text,
    added_at timestamptz,
    added_by uuid,
    removed_at timestamptz,
    removed_by uuid,
    primary key (member_id, entry_id),
    check ((kind is null) = (value is null)),
    check (kind is not null or removed_at is not null)
);
create index member_entry_by_value on member_entry (chain_id, kind, lower(value)) where removed_at is null;
alter table member_entry enable row level security; alter table member_entry force row level security;
create policy seen on member_entry using (sees_chain(chain_id));
