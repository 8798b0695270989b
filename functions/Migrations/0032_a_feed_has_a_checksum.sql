-- A terminal must notice when its feed is another than the cloud's: after a cloud was set back to its backup and numbered on, say. Every item has the sum
-- of the hashes of all up to it, modulo 2^32 (shared/Sync/FeedChecksum), and the feed that of its last.
create function feed_hash(kind text, key text, body text) returns bigint immutable parallel safe language sql as $$
    select ('x' || encode(substr(sha256(convert_to(kind || E'\n' || key || E'\n' || body, 'UTF8')), 1, 4), 'hex'))::bit(32)::bigint
$$;

alter table feed add column checksum bigint not null default 0;
alter table feed_item add column checksum bigint not null default 0;

-- For items that were not numbered by the functions.
create function sum_feed(which text) returns bigint language sql as $$
    update feed_item i set checksum = s.checksum from (
        select sequence, (sum(feed_hash(kind, key, body)) over (order by sequence) % 4294967296)::bigint as checksum from feed_item where feed = which) s
    where i.feed = which and i.sequence = s.sequence;
    update feed f set checksum = coalesce((select i.checksum from feed_item i where i.feed = which order by i.sequence desc limit 1), 0) where f.feed = which
    returning checksum;
$$;

alter table feed no force row level security; alter table feed_item no force row level security;
select sum_feed(feed) from feed;
alter table feed force row level security; alter table feed_item force row level security;

-- The skips of parts say what they leave out; those that were made before do not.
alter table feed_part no force row level security;
delete from feed_part;
alter table feed_part force row level security;
