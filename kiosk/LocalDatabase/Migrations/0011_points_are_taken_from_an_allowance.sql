-- What the cloud lets this till take of a member's points by itself, under one epoch. Another epoch's is void.
create table points_allowance (
    member_id text    not null primary key,
    epoch     integer not null,
    granted   integer not null,
    used      integer not null default 0
) strict;
-- The newest question for each member: where it stands in the log, and whether the answer has come.
create table points_question (
    member_id text    not null primary key,
    epoch     integer not null,
    sequence  integer not null,
    answered  integer not null default 0
) strict;
-- Members whose points are wanted elsewhere.
create table points_recall (member_id text not null primary key) strict;
-- How often points were taken here, or an epoch began: the witness beside this file counts along.
alter table terminal add column points_taken integer not null default 0;
-- This file is older than its witness: allowances do not hold until the cloud has kept a fact behind this one.
alter table terminal add column void_until integer;
alter table reward_claim add column epoch integer;
