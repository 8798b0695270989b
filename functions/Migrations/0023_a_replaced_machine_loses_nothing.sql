-- Keys of machines that were this terminal before. What such a machine still sends is set aside for a person; it pulls nothing any more.
create table former_key (
    terminal_id uuid not null references terminal,
    public_key bytea not null,
    chain_id uuid not null,
    last_epoch int not null,
    replaced_at timestamptz not null,
    primary key (terminal_id, public_key)
);
alter table former_key enable row level security; alter table former_key force row level security;
create policy seen on former_key using (sees_chain(chain_id));

-- A person looked at it and took it into the books.
alter table quarantine add column accepted_at timestamptz, add column accepted_by uuid;
