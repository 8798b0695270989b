-- Pages of a feed made ready for terminals that begin anew: of each key only what holds, the rest as explicit skips. Packed as they are sent.
create table feed_part (
    feed text not null references feed,
    generation bigint not null,
    after bigint not null,
    through bigint not null,
    chain_id uuid not null,
    items int not null,
    body bytea not null,
    primary key (feed, generation, after)
);
alter table feed_part alter column body set storage external;
alter table feed_part enable row level security; alter table feed_part force row level security;
create policy seen on feed_part using (sees_chain(chain_id));
