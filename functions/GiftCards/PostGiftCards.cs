using Sasuai.Functions.Flags;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Functions.GiftCards;

/// <summary>What sales took from the chain's own gift cards, and what refunds put back. What is above a card's value stands and is flagged; numbers of other houses' cards are only written down.</summary>
static class PostGiftCards
{
    /// <param name="sales">Sales and refunds that are in the books for the first time.</param>
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var parts = (from sale in sales from tender in sale.Tenders where tender.Kind == TenderKind.GiftCard && tender.Amount > Money.Zero
                     group tender.Amount by (Sale: sale, Card: GiftCard.IdOf(shop.ChainId, tender.Reference)) into part
                     select (part.Key.Sale, part.Key.Card, Amount: -part.Key.Sale.Signed(part.Aggregate(Money.Zero, (sum, amount) => sum + amount)))).ToArray();
        if (parts.Length == 0) return;
        var known = (await work.Query<KnownCard>(GiftCardTable.lockBalances, new { ids = parts.Select(part => part.Card).Distinct().ToArray() })).Select(card => card.Subject).ToHashSet();
        foreach (var (sale, card, amount) in parts.Where(part => known.Contains(part.Card)))
            await GiftCardTable.Enter(work, shop.ChainId, new(DerivedId.From(sale.SaleId, $"gift card {card}"), card, shop.StoreId.Value, amount, sale.Sign > 0 ? GiftCardEntry.sale : GiftCardEntry.refund, sale.SaleId, null, sale.At));
        await AllowanceTable.Use(work, shop.ChainId, from sale in sales from taken in sale.Taken ?? [] where taken.Of == Scarce.GiftCard && known.Contains(taken.Subject)
            select new AllowanceUse(sale.Fact.FactId, sale.Fact.TerminalId, taken.Subject, taken.Amount, taken.Held));
        await PostOverdrawn.GiftCards(work, [.. parts.Where(part => part.Amount < Money.Zero && known.Contains(part.Card)).Select(part => (part.Sale.SaleId, part.Card))]);
    }

    sealed record KnownCard(Guid Subject, long Amount);
}
