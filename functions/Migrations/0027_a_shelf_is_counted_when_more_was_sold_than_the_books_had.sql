alter table flag drop constraint flag_kind_check;
alter table flag add constraint flag_kind_check check (kind in ('refunded-twice', 'product-archived', 'cashier-disabled', 'phone-taken', 'set-aside', 'quarantined', 'points-overdrawn', 'count-shelf'));

-- What an operator's alarm counts, without reading all that was ever sent.
create index notification_parked on notification (changed_at) where state = 'parked';
