-- A report is the sum of the session's facts: each fact says in which session it was written, while one was open.
alter table change add column till_session_id text null;
update change set till_session_id = open.till_session_id
from (select t.till_session_id, c.clock from till_session t join change c on c.fact_id = t.till_session_id where t.closed_at is null) open
where change.clock >= open.clock;
create index change_till_session on change (till_session_id) where till_session_id is not null;

-- The closing with its Z report, so that it can be printed again.
alter table till_session add column closed text null;
