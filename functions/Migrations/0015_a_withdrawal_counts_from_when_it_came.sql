-- When it was said, by the clock of who wrote it down; null for the same as at. at is from when it counts.
alter table consent add column said_at timestamptz;
