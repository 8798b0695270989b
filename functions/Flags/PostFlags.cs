using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Flags;

/// <summary>Flags what sales and refunds that were just posted show: it stands in the books, and a person should know.</summary>
static class PostFlags
{
    /// <param name="sales">Sales and refunds, all posted.</param>
    public static Task Post(Work work, IReadOnlyList<Guid> sales) => work.Execute(raise, new { ids = sales.ToArray(), now = work.Now });

    /// <param name="fact">The edit that gave a number which somebody else has.</param>
    public static Task PhoneTaken(Work work, Guid fact, MemberId member) => work.Execute(raisePhone, new { fact, member, now = work.Now });

    /// <summary>Asks a store to count products of which the books have less than none, once until it is settled.</summary>
    public static Task CountShelf(Work work, IReadOnlyList<(Guid Fact, Guid Product, decimal Level)> below) => below.Count == 0 ? Task.CompletedTask : work.Execute(raiseCount, new
    {
        facts = below.Select(one => one.Fact).ToArray(), products = below.Select(one => one.Product).ToArray(), levels = below.Select(one => one.Level).ToArray(), now = work.Now
    });

    const string raiseCount = """
        insert into flag (chain_id, store_id, terminal_id, kind, fact_id, subject, figures, raised_at)
        select f.chain_id, f.store_id, f.terminal_id, 'count-shelf', f.fact_id, b.product::text, jsonb_build_object('product', p.name, 'quantity', b.level), @now
        from unnest(@facts, @products, @levels) as b(fact, product, level) join fact f on f.fact_id = b.fact left join product p on p.product_id = b.product
        where not exists (select 1 from flag o where o.kind = 'count-shelf' and o.store_id = f.store_id and o.subject = b.product::text and o.settled_at is null)
        on conflict do nothing
        """;

    const string raisePhone = """
        insert into flag (chain_id, store_id, terminal_id, kind, fact_id, subject, figures, raised_at)
        select f.chain_id, f.store_id, f.terminal_id, 'phone-taken', f.fact_id, m.member_id::text, jsonb_build_object('member', m.name, 'memberId', m.member_id), @now
        from fact f, member m where f.fact_id = @fact and m.member_id = @member
        on conflict do nothing
        """;

    // Of the refunds of one sale, in the order of the tills' clocks, those are flagged with which more came back than was sold. In whatever order
    // they reach the cloud, and the sale itself before or behind them, the same ones are flagged in the end: one more only adds to those after it.
    const string raise = """
        with original as (
            select original_sale_id as sale_id from sale where sale_id = any(@ids) and original_sale_id is not null
            union
            select original_sale_id from sale where original_sale_id = any(@ids)),
        sold as (
            select l.sale_id, l.product_id, sum(l.quantity) as quantity
            from original o join sale s on s.sale_id = o.sale_id and s.kind = 'sale' join sale_line l on l.sale_id = s.sale_id
            group by l.sale_id, l.product_id),
        back as (
            select r.sale_id, r.original_sale_id, l.product_id, max(l.name) as name, -sum(l.quantity) as quantity, -sum(l.net + l.tax_on_top)::bigint as amount,
                sum(-sum(l.quantity)) over (partition by r.original_sale_id, l.product_id order by r.completed_at, r.sale_id) as so_far
            from original o join sale r on r.original_sale_id = o.sale_id and r.kind = 'refund' join sale_line l on l.sale_id = r.sale_id
            group by r.sale_id, l.product_id),
        found as (
            select b.sale_id, 'refunded-twice' as kind, b.product_id::text as subject, b.amount,
                jsonb_build_object('product', b.name, 'sold', sold.quantity, 'back', b.so_far, 'original', (select receipt_number from sale where sale_id = b.original_sale_id)) as figures
            from back b join sold on sold.sale_id = b.original_sale_id and sold.product_id = b.product_id
            where b.so_far > sold.quantity
            union all
            select l.sale_id, 'product-archived', l.product_id::text, sum(l.net + l.tax_on_top)::bigint, jsonb_build_object('product', max(l.name), 'quantity', sum(l.quantity))
            from sale s join sale_line l using (sale_id) join product p on p.product_id = l.product_id
            where s.sale_id = any(@ids) and s.kind = 'sale' and not p.active
            group by l.sale_id, l.product_id
            union all
            select s.sale_id, 'cashier-disabled', s.cashier_id::text, s.total, jsonb_build_object('cashier', c.name)
            from sale s join staff c on c.staff_id = s.cashier_id
            where s.sale_id = any(@ids) and not c.active)
        insert into flag (chain_id, store_id, terminal_id, kind, fact_id, subject, amount, figures, raised_at)
        select s.chain_id, s.store_id, s.terminal_id, f.kind, s.fact_id, f.subject, f.amount,
            f.figures || jsonb_build_object('receipt', s.receipt_number, 'at', s.completed_at, 'cashierId', s.cashier_id), @now
        from found f join sale s using (sale_id)
        on conflict do nothing
        """;
}
