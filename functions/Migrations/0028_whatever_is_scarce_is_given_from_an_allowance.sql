-- Not only points: the subject is the id of a member or a promotion.
alter table points_allowance rename to allowance;
alter table allowance rename column member_id to subject;
alter table allowance drop constraint points_allowance_member_id_fkey;
alter table allowance rename constraint points_allowance_pkey to allowance_pkey;
alter table allowance rename constraint points_allowance_terminal_id_fkey to allowance_terminal_id_fkey;
alter index points_allowance_by_terminal rename to allowance_by_terminal;

-- How many baskets of the whole chain may use it, and how many have since there is such a cap.
alter table promotion add column maximum_uses bigint check (maximum_uses > 0), add column uses bigint not null default 0;

alter table flag drop constraint flag_kind_check;
alter table flag add constraint flag_kind_check check (kind in
    ('refunded-twice', 'product-archived', 'cashier-disabled', 'phone-taken', 'set-aside', 'quarantined', 'points-overdrawn', 'count-shelf', 'offer-overused'));

-- Whoever posts one store's facts sees that store alone; what they use up, the tills of every store of the chain hear.
create function stores_of(of_chain uuid) returns setof uuid language plpgsql as $$
declare
    scope text := current_setting('sasuai.scope', true);
begin
    perform set_config('sasuai.scope', 'all', true);
    return query select store_id from store where chain_id = of_chain order by code;
    perform set_config('sasuai.scope', coalesce(scope, ''), true);
end
$$;
