-- Not only points: the subject is the id of a member or a promotion.
alter table points_allowance rename to allowance;
alter table allowance rename column member_id to subject;
alter table points_question rename to allowance_question;
alter table allowance_question rename column member_id to subject;
alter table points_recall rename to allowance_recall;
alter table allowance_recall rename column member_id to subject;
alter table allowance_recall add column kind text not null default 'Points';
alter table terminal rename column points_taken to allowances_counted;
