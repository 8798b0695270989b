-- Of the points of an own fact, and of a reward: how many were not granted of the member but are the store's risk.
alter table member_points_pending add column risk integer not null default 0;
alter table reward_claim add column risk integer not null default 0;
