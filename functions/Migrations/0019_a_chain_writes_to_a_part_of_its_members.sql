-- One text to those members of a chain whom a segment names. Who they are is decided once, when it starts; whether one still wants it, when it leaves.
create table campaign (
    campaign_id uuid primary key,
    chain_id uuid not null references chain,
    name text not null,
    body_id text not null check (length(body_id) between 1 and 1024),
    body_en text check (length(body_en) between 1 and 1024),
    segment jsonb not null,
    ends_at timestamptz not null,
    members int not null,
    created_by uuid not null,
    created_at timestamptz not null,
    stopped_by uuid,
    stopped_at timestamptz
);
alter table campaign enable row level security; alter table campaign force row level security;
create policy seen on campaign using (sees_chain(chain_id));

-- What a member waits for goes before what a shop wants to say: the lower rank first.
alter table notification add column rank smallint not null default 0;
drop index notification_due;
create index notification_due on notification (sender_key_id, rank, next_attempt_at) where state in ('pending', 'retry');
create index notification_by_subject on notification (subject_id) where subject_id is not null;

-- A person tries a text on a phone of their own: so it reads with this member's data, and reaches nobody else.
alter table notification add column test_phone text, add column test_body text;
