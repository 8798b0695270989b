-- What was put right of a member here and the cloud has not told back yet. It stands over what the cloud tells, unless that is later.
create table member_edit (
    fact_id   text    not null,
    member_id text    not null,
    field     text    not null check (field in ('name', 'phone')),
    value     text    not null,
    clock     integer not null,
    primary key (fact_id, field)
) strict;
create index member_edit_by_member on member_edit (member_id, clock);
