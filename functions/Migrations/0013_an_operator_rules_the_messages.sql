-- A person of the chain stopped its messages; they wait until somebody lets them go on. The key itself may serve other chains too.
create table channel_pause (
    chain_id uuid not null references chain,
    channel text not null,
    paused_by uuid not null,
    reason text not null,
    at timestamptz not null,
    primary key (chain_id, channel)
);
alter table channel_pause enable row level security; alter table channel_pause force row level security;
create policy seen on channel_pause using (sees_chain(chain_id));
