create table tier (
    tier_id uuid primary key,
    chain_id uuid not null references chain,
    name text not null,
    from_lifetime_points bigint not null check (from_lifetime_points >= 0),
    multiplier_percent int not null default 100 check (multiplier_percent between 0 and 10000),
    unique (chain_id, name),
    unique (chain_id, from_lifetime_points)
);

create table member (
    member_id uuid primary key,
    chain_id uuid not null references chain,
    name text not null,
    phone text,
    card text,
    language text not null default 'id' check (language in ('id', 'en')),
    tier_id uuid references tier,
    points bigint not null default 0,
    lifetime_points bigint not null default 0,
    active boolean not null default true,
    joined_at timestamptz not null,
    unique (chain_id, phone),
    unique (chain_id, card)
);

-- The truth about points; member.points and member.lifetime_points are its sums, kept in the same transaction.
create table points_entry (
    entry_id uuid primary key,
    chain_id uuid not null references chain,
    store_id uuid not null references store,
    member_id uuid not null references member,
    points bigint not null,
    reason text not null,
    at timestamptz not null
);
create index points_entry_by_member on points_entry (member_id, at);

-- Points of a member that the cloud does not know (yet): nothing is lost, and they are entered when the member comes.
create table points_waiting (
    fact_id uuid primary key,
    sale_id uuid not null,
    chain_id uuid not null references chain,
    store_id uuid not null references store,
    member_id uuid not null,
    points bigint not null,
    reason text not null,
    at timestamptz not null,
    settled_at timestamptz
);
create index points_waiting_by_member on points_waiting (member_id) where settled_at is null;

-- One row per tier that a member ever reached in a period: two tills produce one event.
create table tier_reached (
    member_id uuid not null references member,
    tier_id uuid not null references tier,
    period text not null,
    chain_id uuid not null references chain,
    at timestamptz not null,
    primary key (member_id, tier_id, period)
);

alter table tier enable row level security; alter table tier force row level security;
alter table member enable row level security; alter table member force row level security;
alter table points_entry enable row level security; alter table points_entry force row level security;
alter table points_waiting enable row level security; alter table points_waiting force row level security;
alter table tier_reached enable row level security; alter table tier_reached force row level security;
create policy seen on tier using (sees_chain(chain_id));
create policy seen on member using (sees_chain(chain_id));
create policy seen on points_entry using (sees_store(chain_id, store_id));
create policy seen on points_waiting using (sees_store(chain_id, store_id));
create policy seen on tier_reached using (sees_chain(chain_id));
