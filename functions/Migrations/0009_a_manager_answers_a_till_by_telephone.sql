-- From this each person's key at each store is made (ApprovalChallenge); it never leaves the cloud. Everybody gets their own: 244 random bits.
alter table staff add column approval_secret bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
