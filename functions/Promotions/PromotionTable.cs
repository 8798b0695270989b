using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Pricing;
using Sasuai.Sync;

namespace Sasuai.Functions.Promotions;

/// <summary>The chain's promotions and taxes by date, as its tills hear of them.</summary>
static class PromotionTable
{
    /// <summary>Those of the whole chain and of single stores.</summary>
    public static async Task<IReadOnlyList<(StoreId? Store, Promotion Rule)>> All(Work work, ChainId chain) =>
        [.. (await work.Query<Row>(readAll, new { chain })).Select(row => (row.StoreId, row.Whole))];

    public static async Task<IReadOnlyList<TaxSchedule>> Taxes(Work work, ChainId chain) =>
        [.. (await work.Query<string>(readTaxes, new { chain })).Select(text => JsonSerializer.Deserialize(text, WireJson.Default.TaxItem)!.Schedule)];

    /// <summary>What decides the prices of one store besides the basket: exactly what its tills were told.</summary>
    public static async Task<PricingRules> Rules(Work work, ChainId chain, StoreId store, string timeZone) => new(
        [.. (await All(work, chain)).Where(one => one.Store is null || one.Store == store).Select(one => one.Rule)],
        TimeZoneInfo.FindSystemTimeZoneById(timeZone), await Taxes(work, chain));

    /// <summary>Tells every store of the chain where it holds how it stands now.</summary>
    public static async Task Tell(Work work, ChainId chain, PromotionId promotion)
    {
        var (store, rule) = (await All(work, chain)).First(one => one.Rule.PromotionId == promotion);
        var body = JsonSerializer.Serialize(new PromotionItem(rule), WireJson.Default.PromotionItem);
        foreach (var id in store is { } only ? [only] : await work.Query<StoreId>("select stores_of(@chain)", new { chain }))
            work.Tell(Feeds.Store(id), chain, FeedKinds.promotion, promotion.ToString(), body);
    }

    sealed record Row(
        StoreId? StoreId, PromotionId PromotionId, string Name, int PercentBasisPoints, string? Category, ProductId? ProductId,
        DateTimeOffset StartsAt, DateTimeOffset? EndsAt, bool Active, string? Rule, bool UsedUp)
    {
        public Promotion Whole => UsedUp ? Told with { UsesLeft = 0 } : Told;

        Promotion Told => Rule is null ? new(PromotionId, Name, PercentBasisPoints, Category, ProductId, StartsAt, EndsAt, Active)
            : JsonSerializer.Deserialize(Rule, WireJson.Default.PromotionItem)!.Promotion;
    }

    const string readAll = """
        select store_id, promotion_id, name, percent_basis_points, category, product_id, starts_at, ends_at, active, rule, coalesce(uses >= maximum_uses, false) as used_up
        from promotion where chain_id = @chain order by promotion_id
        """;

    public const string lockCapped = """
        select promotion_id, maximum_uses, uses from promotion where promotion_id = any(@ids) and maximum_uses is not null order by promotion_id for update
        """;

    /// <summary>In how many baskets each may still be used.</summary>
    public const string lockLeft = """
        select promotion_id as subject, greatest(maximum_uses - uses, 0) as amount from promotion where promotion_id = any(@ids) and maximum_uses is not null
        order by promotion_id for update
        """;

    const string readTaxes = "select schedule from tax_rate where chain_id = @chain and schedule is not null order by code";
}
