-- The product never connects as a superuser: row level security would not hold for one.
create role sasuai login password 'sasuai' nosuperuser nobypassrls;
create database sasuai owner sasuai;
