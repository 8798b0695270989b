-- The whole rule as it travels, for promotions that are more than a plain percentage; null for those.
alter table promotion drop constraint promotion_percent_basis_points_check;
alter table promotion add constraint promotion_percent_basis_points_check check (percent_basis_points between 0 and 10000);
alter table promotion add column rule text;

-- The tax by date as it travels; null where the one rate always held.
alter table tax_rate add column schedule text;
