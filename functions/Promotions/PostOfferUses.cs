using Sasuai.Functions.Flags;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;
using Sasuai.Sync;

namespace Sasuai.Functions.Promotions;

/// <summary>
/// Counts in how many baskets a capped promotion was used. What is above the cap stands and is flagged; all tills hear when it is used up, and when a
/// cancelled sale gave something back.
/// </summary>
static class PostOfferUses
{
    /// <param name="sales">Sales and refunds that are in the books for the first time.</param>
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var uses = sales.SelectMany(sale => Of(sale).Select(use => (Sale: sale.SaleId, use.Promotion, use.Count))).ToLookup(use => use.Promotion);
        if (uses.Count == 0) return;
        var capped = await work.Query<Capped>(PromotionTable.lockCapped, new { ids = uses.Select(use => use.Key).ToArray() });
        if (capped.Count == 0) return;
        await AllowanceTable.Use(work, shop.ChainId, from sale in sales from taken in sale.Taken ?? [] where taken.Of == Scarce.Promotion
            select new AllowanceUse(sale.Fact.FactId, sale.Fact.TerminalId, taken.Subject, taken.Amount, taken.Held));
        var over = new List<(Guid Sale, Guid Promotion)>();
        foreach (var promotion in capped)
        {
            var used = promotion.Uses;
            foreach (var (sale, _, count) in uses[promotion.PromotionId])
            {
                used += count;
                if (count > 0 && used > promotion.MaximumUses) over.Add((sale, promotion.PromotionId));
            }
            await work.Execute("update promotion set uses = @used where promotion_id = @promotionId", new { used, promotion.PromotionId });
            if (used >= promotion.MaximumUses != promotion.Uses >= promotion.MaximumUses) await PromotionTable.Tell(work, shop.ChainId, new(promotion.PromotionId));
        }
        await PostOverdrawn.Offers(work, over);
    }

    static IEnumerable<(Guid Promotion, long Count)> Of(PostedSale sale) => sale.Sign > 0
        ? sale.Lines.SelectMany(line => line.Offers ?? []).Select(offer => (offer.PromotionId.Value, 1L)).Distinct()
        : (sale.Taken ?? []).Where(taken => taken.Of == Scarce.Promotion).Select(taken => (taken.Subject, taken.Amount));

    sealed record Capped(Guid PromotionId, long MaximumUses, long Uses);
}
