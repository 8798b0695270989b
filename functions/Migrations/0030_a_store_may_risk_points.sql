-- Points that the store's tills gave for and that were not there: they count against its budget until somebody raises it.
alter table store add column points_risk_lost bigint not null default 0;
