-- Tags and further phones of members, and what each last said about messages: as the cloud told, with what was put right here over it.
alter table member add column may_be_told integer;
alter table member add column may_be_told_from integer;
create table member_entry (
    member_id text not null,
    entry_id  text not null,
    kind      text not null,
    value     text not null,
    primary key (member_id, entry_id)
) strict, without rowid;
create index member_entry_by_value on member_entry (kind, value);

-- One fact may add several entries, and say something about messages.
alter table member_edit rename to member_edit_before;
create table member_edit (
    fact_id   text    not null,
    member_id text    not null,
    field     text    not null,
    value     text    not null,
    clock     integer not null,
    primary key (fact_id, field, value)
) strict;
insert into member_edit select fact_id, member_id, field, value, clock from member_edit_before;
drop table member_edit_before;
create index member_edit_by_member on member_edit (member_id, clock);
