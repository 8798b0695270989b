-- What the broker confirmed and no worker recorded is published again; how often it was.
alter table outbox add column republished int not null default 0;

-- Old rows of the inbox are found by their age without an index entry for each.
create index inbox_by_age on inbox using brin (received_at);

-- The sender takes what is due by rank first: with this order it reads the first rows and does not sort all that a campaign left waiting.
create index notification_next on notification (sender_key_id, rank, next_attempt_at, member_seq) where state in ('pending', 'retry');
drop index notification_due;
