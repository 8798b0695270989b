-- The sum over what was read of a feed; null until it is known. A feed that is read again from its beginning marks its rows with the next pass,
-- so that those of the pass before can go when all of it is here.
alter table feed_cursor add column checksum integer;
alter table feed_cursor add column pass integer not null default 1;
update feed_cursor set pass = generation;
