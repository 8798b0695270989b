-- One more line of a long basket writes that line, and not the whole basket again.
create table open_line (
    number integer primary key,
    kind   text    not null check (kind in ('line', 'code')),
    body   text    not null
) strict;
insert into open_line (number, kind, body)
select json_extract(value, '$.number'), 'line', value from open_basket, json_each(body, '$.lines');
insert into open_line (number, kind, body)
select json_extract(value, '$.number'), 'code', value from open_basket, json_each(body, '$.unknownCodes');
update open_basket set body = json_set(body, '$.lines', json('[]'), '$.unknownCodes', json('[]'));
