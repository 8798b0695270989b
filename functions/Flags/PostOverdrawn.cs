using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Flags;

/// <summary>Flags what was given beyond all allowances: it stands in the books, and a person should know.</summary>
static class PostOverdrawn
{
    /// <summary>Flags those of these facts that took points from a member who is below 0 now.</summary>
    public static Task Points(Work work, IReadOnlyList<(Guid Fact, MemberId Member)> takers) => takers.Count == 0 ? Task.CompletedTask : work.Execute(raisePoints, new
    {
        facts = takers.Select(taker => taker.Fact).ToArray(), members = takers.Select(taker => taker.Member.Value).ToArray(), now = work.Now
    });

    /// <summary>Flags sales that used a promotion more often than it may be, with who sold.</summary>
    public static Task Offers(Work work, IReadOnlyList<(Guid Sale, Guid Promotion)> over) => over.Count == 0 ? Task.CompletedTask : work.Execute(raiseOffers, new
    {
        sales = over.Select(one => one.Sale).ToArray(), promotions = over.Select(one => one.Promotion).ToArray(), now = work.Now
    });

    /// <summary>Flags those of these sales that spent from a card which is below 0 now.</summary>
    public static Task GiftCards(Work work, IReadOnlyList<(Guid Sale, Guid Card)> spent) => spent.Count == 0 ? Task.CompletedTask : work.Execute(raiseGiftCards, new
    {
        sales = spent.Select(one => one.Sale).ToArray(), cards = spent.Select(one => one.Card).ToArray(), now = work.Now
    });

    const string raiseGiftCards = """
        insert into flag (chain_id, store_id, terminal_id, kind, fact_id, subject, amount, figures, raised_at)
        select s.chain_id, s.store_id, s.terminal_id, 'gift-card-overdrawn', s.fact_id, g.gift_card_id::text, -g.balance,
            jsonb_build_object('number', g.number, 'balance', g.balance, 'receipt', s.receipt_number, 'at', s.completed_at, 'cashierId', s.cashier_id), @now
        from unnest(@sales, @cards) as u(sale, card) join sale s on s.sale_id = u.sale join gift_card g on g.gift_card_id = u.card
        where g.balance < 0
        on conflict do nothing
        """;

    const string raiseOffers = """
        insert into flag (chain_id, store_id, terminal_id, kind, fact_id, subject, amount, figures, raised_at)
        select s.chain_id, s.store_id, s.terminal_id, 'offer-overused', s.fact_id, p.promotion_id::text,
            (select sum(o.amount)::bigint from sale_line_offer o where o.sale_id = s.sale_id and o.promotion_id = p.promotion_id),
            jsonb_build_object('promotion', p.name, 'maximum', p.maximum_uses, 'uses', p.uses, 'receipt', s.receipt_number, 'at', s.completed_at, 'cashierId', s.cashier_id), @now
        from unnest(@sales, @promotions) as u(sale, promotion) join sale s on s.sale_id = u.sale join promotion p on p.promotion_id = u.promotion
        on conflict do nothing
        """;

    const string raisePoints = """
        insert into flag (chain_id, store_id, terminal_id, kind, fact_id, subject, figures, raised_at)
        select f.chain_id, f.store_id, f.terminal_id, 'points-overdrawn', f.fact_id, m.member_id::text, jsonb_build_object('member', m.name, 'memberId', m.member_id, 'points', m.points), @now
        from unnest(@facts, @members) as t(fact, member) join fact f on f.fact_id = t.fact join member m on m.member_id = t.member
        where m.points < 0
        on conflict do nothing
        """;
}
