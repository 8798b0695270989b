-- Written in the same transaction as its cause; the relay publishes it when the broker is there (MESSAGING 3.2, 3.3).
create table outbox (
    id bigint generated always as identity primary key,
    event_id uuid not null unique,
    chain_id uuid not null,
    type text not null,
    version int not null,
    routing_key text not null,
    aggregate_id uuid not null,
    payload text not null,
    trace_parent text,
    created_at timestamptz not null,
    published_at timestamptz,
    attempts int not null default 0,
    next_attempt_at timestamptz,
    last_error text
);
create index outbox_waiting on outbox (id) where published_at is null;

alter table outbox enable row level security; alter table outbox force row level security;
create policy seen on outbox using (sees_chain(chain_id));
