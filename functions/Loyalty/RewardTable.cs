using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>Rewards with what is left of them, and how terminals hear of them: in every store's own feed.</summary>
static class RewardTable
{
    public static async Task Tell(Work work, ChainId chain, IReadOnlyCollection<RewardId> rewards)
    {
        if (rewards.Count == 0) return;
        var items = await work.Query<RewardRow>(readRewards + " and reward_id = any(@ids)", new { chain, ids = rewards.Select(reward => reward.Value).ToArray() });
        foreach (var store in await work.Query<StoreId>("select stores_of(@chain)", new { chain }))
            foreach (var item in items)
                work.Tell(Feeds.Store(store), chain, FeedKinds.reward, item.RewardId.ToString(), Body(item));
    }

    public static async Task<IReadOnlyList<Reward>> All(Work work, ChainId chain) =>
        [.. (await work.Query<RewardRow>(readRewards + " order by points, name", new { chain })).Select(row => row.Reward)];

    public static string Body(Reward reward) => JsonSerializer.Serialize(new RewardItem(reward), WireJson.Default.RewardItem);

    static string Body(RewardRow row) => Body(row.Reward);

    sealed record RewardRow(RewardId RewardId, string Name, long Points, ProductId? ProductId, Money MoneyOff, long? Stock, long Claimed, DateTimeOffset? EndsAt, bool Active)
    {
        public Reward Reward => new(RewardId, Name, Points, ProductId, MoneyOff, Stock - Claimed, EndsAt, Active);
    }

    const string readRewards = """
        select reward_id, name, points, product_id, money_off, stock,
            (select count(*) from reward_claim c where c.reward_id = r.reward_id and c.cancelled_at is null) as claimed, ends_at, active
        from reward r where chain_id = @chain
        """;
}
