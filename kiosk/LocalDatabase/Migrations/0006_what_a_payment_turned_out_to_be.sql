-- A payment that was unknown when its sale was completed, as it turned out: Confirmed or Failed. Kept as long as the sale, because a refund asks for it.
create table settled_tender (
  sale_id text not null,
  place integer not null,
  state text not null check (state in ('Confirmed', 'Failed')),
  reference text not null,
  primary key (sale_id, place)
) strict, without rowid;
