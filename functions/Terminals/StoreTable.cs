using System.Text.Json;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Promotions;
using Sasuai.Loyalty;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Functions.Terminals;

/// <summary>Stores, and everything that a store's own feed carries: itself, its staff, its promotions and taxes, the chain's tiers.</summary>
static class StoreTable
{
    /// <summary>Puts these stores with all that belongs to them, as it now stands, into their feeds.</summary>
    public static async Task Tell(Work work, ChainId chain, IEnumerable<StoreId> stores)
    {
        var staff = await work.Query<StaffRow>(readStaff, new { chain });
        var promotions = await PromotionTable.All(work, chain);
        var taxes = await PromotionTable.Taxes(work, chain);
        var tiers = await work.Query<Tier>(readTiers, new { chain });
        var rewards = await RewardTable.All(work, chain);
        foreach (var store in await work.Query<StoreRow>(readStores, new { ids = stores.Select(store => store.Value).ToArray() }))
        {
            void Put(string kind, string key, string body) => work.Tell(Feeds.Store(store.StoreId), chain, kind, key, body);
            Put(FeedKinds.store, store.StoreId.ToString(), JsonSerializer.Serialize(store.Item, WireJson.Default.StoreItem));
            foreach (var tier in tiers) Put(FeedKinds.tier, tier.TierId.ToString(), JsonSerializer.Serialize(new TierItem(tier), WireJson.Default.TierItem));
            foreach (var reward in rewards) Put(FeedKinds.reward, reward.RewardId.ToString(), RewardTable.Body(reward));
            foreach (var person in staff.Where(person => person.StoreId is null || person.StoreId == store.StoreId))
                Put(FeedKinds.staff, person.StaffId.ToString(), JsonSerializer.Serialize(person.ItemAt(store.StoreId), WireJson.Default.StaffItem));
            foreach (var (_, rule) in promotions.Where(one => one.Store is null || one.Store == store.StoreId))
                Put(FeedKinds.promotion, rule.PromotionId.ToString(), JsonSerializer.Serialize(new PromotionItem(rule), WireJson.Default.PromotionItem));
            await TillKeys.TellAll(work, chain, store.StoreId);
            foreach (var tax in taxes) Put(FeedKinds.tax, tax.Code, JsonSerializer.Serialize(new TaxItem(tax), WireJson.Default.TaxItem));
        }
    }

    sealed record StoreRow(
        StoreId StoreId, ChainId ChainId, string Code, string Name, string TimeZone, string Address, string Npwp, string ReceiptFooter, string Currency,
        int Decimals, Money CashRounding, string Language, PriceBookId PriceBookId, Money AmountPerPoint, string? CounterRules)
    {
        public StoreItem Item => new(
            StoreId, ChainId, Code, Name, TimeZone, Address, Npwp, ReceiptFooter, Currency, Decimals, CashRounding, Language, PriceBookId, new EarningRule(AmountPerPoint),
            CounterRules is null ? null : JsonSerializer.Deserialize(CounterRules, WireJson.Default.CounterRules));
    }

    sealed record StaffRow(StoreId? StoreId, StaffId StaffId, string Number, string Name, Role Role, string PinHash, bool Active, byte[] ApprovalSecret)
    {
        /// <summary>As one store's tills know the person: with the key by which they check an answer on the telephone, and no other store's.</summary>
        public StaffItem ItemAt(StoreId store) =>
            new(StaffId, Number, Name, Role, PinHash, Active, Role == Role.Cashier ? null : Convert.ToBase64String(ApprovalChallenge.StoreKey(ApprovalSecret, store)));
    }

    const string readStores = """
        select s.store_id, s.chain_id, s.code, s.name, s.time_zone, s.address, s.npwp, s.receipt_footer, c.currency, c.decimals, s.cash_rounding,
            s.language, s.price_book_id, c.amount_per_point, s.counter_rules
        from store s join chain c using (chain_id) where s.store_id = any(@ids) order by s.code
        """;

    const string readStaff = """
        select store_id, staff_id, number, name, role, pin_hash, active, approval_secret from staff where chain_id = @chain and pin_hash <> '' order by number
        """;

    /// <summary>What is left of each store's risk, in points.</summary>
    public const string lockRisk = """
        select store_id as subject, greatest(coalesce((counter_rules::jsonb ->> 'pointsRisk')::bigint, 0) - points_risk_lost, 0) as amount
        from store where store_id = any(@ids) order by store_id for update
        """;

    public const string readTiers = """
        select tier_id, name, from_lifetime_points, multiplier_percent from tier where chain_id = @chain order by from_lifetime_points
        """;
}
