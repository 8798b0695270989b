-- What a terminal may take of a member's points by itself, under one epoch. The cloud alone raises granted, the terminal's own facts alone raise used;
-- granted - used, where that is above 0, is held by it and is nobody else's.
create table points_allowance (
    member_id uuid not null references member,
    terminal_id uuid not null references terminal,
    epoch integer not null,
    chain_id uuid not null,
    granted bigint not null default 0,
    used bigint not null default 0,
    -- How many it last asked for, and until when somebody may stand there and wait; null when it has them.
    asked bigint not null default 0,
    asked_at timestamptz,
    primary key (member_id, terminal_id, epoch)
);
create index points_allowance_by_terminal on points_allowance (terminal_id);
alter table points_allowance enable row level security; alter table points_allowance force row level security;
create policy seen on points_allowance using (sees_chain(chain_id));

alter table flag drop constraint flag_kind_check;
alter table flag add constraint flag_kind_check check (kind in
    ('refunded-twice', 'product-archived', 'cashier-disabled', 'phone-taken', 'set-aside', 'quarantined', 'points-overdrawn'));
