-- What the till's own Z report said, and what the books hold for the session by now; they differ when a sale came after the report.
alter table till_session
    add column reported_total bigint,
    add column posted_total bigint,
    add column revision int not null default 1;

create index sale_by_session on sale (till_session_id);
