-- What was taken from the broker, so that a redelivery changes nothing. Rows outlive any replay: kept for 30 days or more.
create table inbox (
    consumer text not null,
    event_id uuid not null,
    chain_id uuid not null,
    received_at timestamptz not null,
    primary key (consumer, event_id)
);

-- One row per key of a gateway: the gate, the breaker and the pause that all instances share. Row chain_id null serves every chain
-- that has no key of its own. The key itself is a setting, and secret_ref its name.
create table sender_key (
    sender_key_id uuid primary key,
    chain_id uuid unique nulls not distinct,
    provider text not null,
    secret_ref text not null,
    created_at timestamptz not null default now(),
    gap_ms int not null default 6000 check (gap_ms >= 0),
    jitter_percent int not null default 30 check (jitter_percent between 0 and 90),
    -- A number that is new to WhatsApp goes gently for its first 14 days.
    new_hour_cap int not null default 60,
    new_day_cap int not null default 200,
    hour_cap int not null default 300,
    day_cap int not null default 1500,
    next_slot_at timestamptz not null default '-infinity',
    in_flight uuid,
    in_flight_until timestamptz,
    -- After an outage the gap begins four times as wide and narrows over this many sends.
    ramp_left int not null default 0,
    breaker text not null default 'closed' check (breaker in ('closed', 'open')),
    fail_streak int not null default 0,
    opened_count int not null default 0,
    open_until timestamptz,
    probe_owner uuid,
    probe_until timestamptz,
    -- 'gateway' when the gateway refuses the key, its quota or its device; a person's id when a person paused it.
    paused_by text,
    paused_reason text
);
insert into sender_key (sender_key_id, chain_id, provider, secret_ref)
values ('0199a000-0000-7000-8000-000000000001', null, 'blastify', 'BlastifyKey');

-- One message to one person.
create table notification (
    notification_id uuid primary key,
    member_seq bigint generated always as identity,
    chain_id uuid not null,
    store_id uuid not null,
    member_id uuid not null,
    tier_id uuid,
    event_id uuid not null,
    sale_id uuid,
    dedupe_key bytea not null unique,
    channel text not null,
    template_key text not null,
    template_version int,
    locale text,
    client_ref text not null unique,
    sender_key_id uuid not null references sender_key,
    state text not null check (state in ('pending', 'sending', 'accepted', 'sent', 'delivered', 'read', 'retry', 'failed', 'held', 'uncertain', 'parked', 'suppressed')),
    reason text,
    generation int not null default 0,
    resends int not null default 0,
    attempts int not null default 0,
    next_attempt_at timestamptz,
    lease_until timestamptz,
    attempt_id uuid,
    to_hash bytea,
    text_hash bytea,
    provider_message_id text,
    trace_parent text,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
create index notification_due on notification (sender_key_id, next_attempt_at) where state in ('pending', 'retry');
create index notification_leased on notification (lease_until) where state = 'sending';
create index notification_unsure on notification (next_attempt_at) where state = 'uncertain';
create index notification_held on notification (sender_key_id) where state = 'held';
create index notification_by_member on notification (member_id, member_seq);
create index notification_by_time on notification (chain_id, created_at desc);

-- Written before the gateway is called, so that no call can ever be forgotten; its outcome is filled in once.
create table delivery_attempt (
    attempt_id uuid primary key,
    notification_id uuid not null references notification,
    chain_id uuid not null,
    store_id uuid not null,
    sender_key_id uuid not null,
    generation int not null,
    n int not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    outcome text,
    http_status int,
    error_class text,
    excerpt text
);
create index delivery_attempt_by_key on delivery_attempt (sender_key_id, started_at);
create index delivery_attempt_by_notification on delivery_attempt (notification_id, started_at);

-- A ledger: the latest row of a member, channel and purpose holds.
create table consent (
    consent_id uuid primary key,
    chain_id uuid not null,
    member_id uuid not null,
    channel text not null,
    purpose text not null,
    status text not null check (status in ('given', 'withdrawn')),
    source text not null,
    at timestamptz not null
);
create index consent_by_member on consent (member_id, channel, purpose, at desc);

-- Messages leave only between these times of the store's own zone. A rule without a store holds for every store of the chain that has none.
create table quiet_rule (
    chain_id uuid not null,
    store_id uuid,
    opens time not null,
    closes time not null,
    unique nulls not distinct (chain_id, store_id),
    check (opens < closes)
);

-- A chain's own text stands over the house's (chain_id null). A version is never edited; the highest holds.
create table message_template (
    chain_id uuid,
    key text not null,
    version int not null check (version > 0),
    locale text not null check (locale in ('id', 'en')),
    body text not null check (length(body) between 1 and 1024),
    when_uncertain text not null default 'hold' check (when_uncertain in ('hold', 'resend_once')),
    unique nulls not distinct (chain_id, key, version, locale)
);
insert into message_template (chain_id, key, version, locale, body) values
    (null, 'tier-reached', 1, 'id', 'Selamat, {{name}}! Anda kini anggota {{tier}} di {{store}}. Poin Anda: {{points}}. Terima kasih sudah berbelanja bersama kami. (ref {{ref}})'),
    (null, 'tier-reached', 1, 'en', 'Congratulations, {{name}}! You have reached {{tier}} at {{store}}. Your points: {{points}}. Thank you for shopping with us. (ref {{ref}})');

alter table inbox enable row level security; alter table inbox force row level security;
alter table sender_key enable row level security; alter table sender_key force row level security;
alter table notification enable row level security; alter table notification force row level security;
alter table delivery_attempt enable row level security; alter table delivery_attempt force row level security;
alter table consent enable row level security; alter table consent force row level security;
alter table quiet_rule enable row level security; alter table quiet_rule force row level security;
alter table message_template enable row level security; alter table message_template force row level security;
create policy seen on inbox using (sees_chain(chain_id));
create policy seen on notification using (sees_store(chain_id, store_id));
create policy seen on delivery_attempt using (sees_store(chain_id, store_id));
create policy seen on consent using (sees_chain(chain_id));
create policy seen on quiet_rule using (sees_chain(chain_id));
-- What every chain shares is seen by every chain, and changed by the house alone.
create policy seen on sender_key for select using (chain_id is null or sees_chain(chain_id));
create policy kept on sender_key using (sees_chain(chain_id));
create policy seen on message_template for select using (chain_id is null or sees_chain(chain_id));
create policy kept on message_template using (sees_chain(chain_id));
