-- From the catalogue feed: its brand, whether the cashier types the price, and whether it is sold by weight.
alter table product add column brand text null;
alter table product add column open_price integer not null default 0;
alter table product add column weighed integer not null default 0;
alter table product add column tax_on_top integer not null default 0;
