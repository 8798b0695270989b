-- The log of everything that happened in the shops. Rows are never changed but for when and how they were applied.
create table fact (
    fact_id uuid primary key,
    arrival bigint generated always as identity,
    chain_id uuid not null,
    store_id uuid not null,
    terminal_id uuid not null,
    epoch int not null,
    sequence bigint not null,
    type text not null,
    version int not null,
    clock bigint not null,
    payload text not null,
    received_at timestamptz not null,
    applied_at timestamptz,
    dead_letter text,
    unique (terminal_id, epoch, sequence)
);
create index fact_waiting on fact (store_id, arrival) where applied_at is null and dead_letter is null;
create index fact_dead on fact (chain_id, arrival) where dead_letter is not null;

-- What could not be kept as it came: a known fact id with another body, or a push of a revoked terminal. A person looks at it.
create table quarantine (
    quarantine_id bigint generated always as identity primary key,
    chain_id uuid not null,
    store_id uuid not null,
    terminal_id uuid not null,
    epoch int not null,
    sequence bigint not null,
    fact_id uuid not null,
    type text not null,
    version int not null,
    clock bigint not null,
    payload text not null,
    cause text not null,
    received_at timestamptz not null,
    unique (terminal_id, epoch, sequence, fact_id, cause)
);

-- A feed's counter row is taken last in a transaction, so that numbers follow the order of commits and leave no gap (SYNC 1.4, trap 1).
create table feed (
    feed text primary key,
    chain_id uuid not null,
    generation bigint not null default 1,
    last bigint not null default 0
);

create table feed_item (
    feed text not null references feed,
    sequence bigint not null,
    chain_id uuid not null,
    kind text not null,
    key text not null,
    body text not null,
    primary key (feed, sequence)
);

alter table fact enable row level security; alter table fact force row level security;
alter table quarantine enable row level security; alter table quarantine force row level security;
alter table feed enable row level security; alter table feed force row level security;
alter table feed_item enable row level security; alter table feed_item force row level security;
create policy seen on fact using (sees_store(chain_id, store_id));
create policy seen on quarantine using (sees_store(chain_id, store_id));
create policy seen on feed using (sees_chain(chain_id));
create policy seen on feed_item using (sees_chain(chain_id));
