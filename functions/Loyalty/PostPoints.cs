using System.Text.Json;
using Sasuai.Functions.Flags;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;
using Sasuai.Functions.Terminals;
using Sasuai.Loyalty;
using Sasuai.Messages;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>Points that came to a member or went: earned by a sale, taken back by a refund, spent, given back.</summary>
/// <param name="FactId">The ledger's key, so that the same points are entered once.</param>
sealed record PointsEarned(Guid FactId, StoreId StoreId, Guid SaleId, MemberId MemberId, long Points, string Reason, DateTimeOffset At)
{
    /// <summary>By which allowance they were taken, or come back to it; null where no points were spent.</summary>
    public AllowanceUse? Use { get; init; }

    /// <summary>What of them was the store's risk; null for nothing.</summary>
    public AllowanceUse? Risk { get; init; }

    public const string spent = "spent", returned = "returned", reward = "reward", rewardBack = "reward-cancelled", lapsed = "lapsed", lapsedBack = "lapsed-back";

    /// <summary>What counts for a tier: earning, and what a refund takes back; never spending or lapsing.</summary>
    public long Lifetime => Reason is spent or returned or reward or rewardBack or lapsed or lapsedBack ? 0 : Points;

    /// <summary>What a fact says of the store's risk, for the books.</summary>
    public static AllowanceUse? RiskOf(WaitingFact fact, AllowanceTaken? risk) => risk is null ? null : new(fact.FactId, fact.TerminalId, risk.Subject, risk.Amount, risk.Held);

    static AllowanceUse? RiskOf(PostedSale sale) => RiskOf(sale.Fact, AllowanceTaken.RiskIn(sale.Taken));

    public static IEnumerable<PointsEarned> Of(PostedSale sale, StoreId store)
    {
        if (sale.MemberId is not { } member) yield break;
        if (sale.Points != 0) yield return new(sale.Fact.FactId, store, sale.SaleId, member, sale.Points, sale.Kind, sale.At);
        if (sale.PointsSpent != 0)
            yield return new(DerivedId.From(sale.Fact.FactId, spent), store, sale.SaleId, member, -sale.PointsSpent, sale.Sign > 0 ? spent : returned, sale.At)
            {
                Use = sale.Sign > 0 ? new(sale.Fact.FactId, sale.Fact.TerminalId, member.Value, sale.PointsSpent - (RiskOf(sale)?.Amount ?? 0), sale.Held) : null,
                Risk = RiskOf(sale)
            };
    }
}

sealed record TierCrossed(MemberId MemberId, TierId TierId, StoreId StoreId, Guid SaleId);

/// <param name="Ready">How many members are told of a reward.</param>
sealed record PointsPosted(IReadOnlyList<TierCrossed> Reached, IReadOnlyList<PointsEarned> Waiting, int Ready = 0);

/// <summary>
/// Enters points into the ledger, keeps the members' sums, and raises a tier when lifetime points reach it. The members are locked
/// first, so that no parallel sale is lost and a tier is told once however many tills cross it.
/// </summary>
static class PostPoints
{
    /// <summary>Tiers are held for life; a later rule may qualify by year.</summary>
    public const string period = "lifetime";

    public static Task<PointsPosted> Post(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales) =>
        Post(work, shop.ChainId, [.. sales.SelectMany(sale => PointsEarned.Of(sale, shop.StoreId))]);

    public static async Task<PointsPosted> Post(Work work, ChainId chain, IReadOnlyList<PointsEarned> earned)
    {
        if (earned.Count == 0) return new([], []);
        var same = await MemberAlias.Of(work, earned.Select(points => points.MemberId));
        if (same.Count > 0) earned = [.. earned.Select(points => same.TryGetValue(points.MemberId, out var member) ? points with { MemberId = member } : points)];
        var members = (await work.Query<LockedMember>(lockMembers, new { ids = earned.Select(points => points.MemberId.Value).Distinct().ToArray() })).ToDictionary(member => member.MemberId);
        var (known, waiting) = (earned.Where(points => members.ContainsKey(points.MemberId)).ToArray(), earned.Where(points => !members.ContainsKey(points.MemberId)).ToArray());
        await KeepWaiting(work, chain, waiting);
        if (known.Length == 0) return new([], waiting);
        await work.Execute(insertEntries, new
        {
            chain, facts = known.Select(p => p.FactId).ToArray(), stores = known.Select(p => p.StoreId.Value).ToArray(), members = known.Select(p => p.MemberId.Value).ToArray(),
            points = known.Select(p => p.Points).ToArray(), reasons = known.Select(p => p.Reason).ToArray(), moments = known.Select(p => p.At.UtcDateTime).ToArray()
        });
        var crossed = Cross(known, members, await work.Query<Tier>(StoreTable.readTiers, new { chain }));
        await work.Execute(addPoints, new
        {
            ids = members.Keys.Select(id => id.Value).ToArray(), points = members.Keys.Select(id => known.Where(p => p.MemberId == id).Sum(p => p.Points)).ToArray(),
            lifetimes = members.Keys.Select(id => known.Where(p => p.MemberId == id).Sum(p => p.Lifetime)).ToArray(),
            tiers = members.Keys.Select(id => crossed.LastOrDefault(c => c.MemberId == id)?.TierId.Value).ToArray()
        });
        await TakeFromAllowances(work, chain, known);
        var reached = await Tell(work, chain, crossed);
        await MemberTable.Tell(work, chain, members.Keys, known.SelectMany(p => new[] { (p.MemberId, Fact: p.FactId), (p.MemberId, Fact: p.SaleId) }).ToLookup(p => p.MemberId, p => p.Fact));
        var ready = await PostRewardsReady.Post(work, chain, [.. known.GroupBy(p => p.MemberId).Select(own => new PointsMoved(own.Key, own.Last().StoreId, members[own.Key].Points, members[own.Key].Points + own.Sum(p => p.Points)))]);
        return new(reached, waiting, ready);
    }

    /// <summary>Counts against the tills' allowances what was spent; who is below 0 by it is flagged, and keeps what they got.</summary>
    static async Task TakeFromAllowances(Work work, ChainId chain, PointsEarned[] known)
    {
        var uses = known.Where(points => points.Use is not null).Select(points => points.Use! with { Subject = points.MemberId.Value }).ToArray();
        var risks = known.Where(points => points.Risk is not null).Select(points => (points.MemberId, Risk: points.Risk!)).ToArray();
        if (uses.Length + risks.Length == 0) return;
        await AllowanceTable.Use(work, chain, [.. uses, .. risks.Select(risk => risk.Risk)]);
        if (risks.Length > 0) await AllowanceTable.Lose(work, [.. risks.Where(risk => risk.Risk.Amount > 0).GroupBy(risk => (risk.MemberId, Store: risk.Risk.Subject), (key, all) => (key.MemberId, key.Store, all.Sum(risk => risk.Risk.Amount)))]);
        await PostOverdrawn.Points(work, [.. known.Where(points => points.Use is not null && points.Points < 0).Select(points => (points.Use!.FactId, points.MemberId))]);
    }

    /// <summary>Goes through the points in order: a member rises at the very sale that reaches the tier, and never falls here.</summary>
    static List<TierCrossed> Cross(IReadOnlyList<PointsEarned> earned, Dictionary<MemberId, LockedMember> members, IReadOnlyList<Tier> tiers)
    {
        var crossed = new List<TierCrossed>();
        var standing = members.Values.ToDictionary(member => member.MemberId, member => (Lifetime: member.LifetimePoints, From: tiers.FirstOrDefault(tier => tier.TierId == member.TierId)?.FromLifetimePoints ?? -1));
        foreach (var points in earned)
        {
            var (lifetime, from) = standing[points.MemberId];
            lifetime += points.Lifetime;
            if (Tier.For(lifetime, tiers) is { } tier && tier.FromLifetimePoints > from)
            {
                from = tier.FromLifetimePoints;
                crossed.Add(new(points.MemberId, tier.TierId, points.StoreId, points.SaleId));
            }
            standing[points.MemberId] = (lifetime, from);
        }
        return crossed;
    }

    /// <summary>One event for each tier that a member reaches for the first time, in the same transaction.</summary>
    static async Task<List<TierCrossed>> Tell(Work work, ChainId chain, List<TierCrossed> crossed)
    {
        var reached = new List<TierCrossed>();
        foreach (var one in crossed)
        {
            if (await work.Execute(insertReached, new { member = one.MemberId, tier = one.TierId, period, chain, now = work.Now }) == 0) continue;
            var told = new TierReached(Guid.CreateVersion7(work.Now), 1, work.Now, chain, one.StoreId, one.MemberId, one.TierId, period, one.SaleId);
            await Outbox.Put(work, chain, told.EventId, one.SaleId, nameof(TierReached), told.Version, QueueNames.tierReached, one.MemberId.Value, JsonSerializer.Serialize(told, WireJson.Default.TierReached));
            reached.Add(one);
        }
        return reached;
    }

    static Task KeepWaiting(Work work, ChainId chain, PointsEarned[] waiting) => waiting.Length == 0 ? Task.CompletedTask : work.Execute(insertWaiting, new
    {
        chain, facts = waiting.Select(p => p.FactId).ToArray(), sales = waiting.Select(p => p.SaleId).ToArray(), stores = waiting.Select(p => p.StoreId.Value).ToArray(), members = waiting.Select(p => p.MemberId.Value).ToArray(),
        points = waiting.Select(p => p.Points).ToArray(), reasons = waiting.Select(p => p.Reason).ToArray(), moments = waiting.Select(p => p.At.UtcDateTime).ToArray()
    });

    sealed record LockedMember(MemberId MemberId, TierId? TierId, long LifetimePoints, long Points);

    const string lockMembers = "select member_id, tier_id, lifetime_points, points from member where member_id = any(@ids) order by member_id for update";

    const string insertEntries = """
        insert into points_entry (entry_id, chain_id, store_id, member_id, points, reason, at)
        select e.fact, @chain, e.store, e.member, e.points, e.reason, e.moment
        from unnest(@facts, @stores, @members, @points, @reasons, @moments) as e(fact, store, member, points, reason, moment)
        """;

    const string addPoints = """
        update member m
        set points = m.points + a.points, lifetime_points = m.lifetime_points + a.lifetime, tier_id = coalesce(a.tier, m.tier_id)
        from unnest(@ids, @points, @lifetimes, @tiers) as a(id, points, lifetime, tier) where m.member_id = a.id
        """;

    const string insertReached = """
        insert into tier_reached (member_id, tier_id, period, chain_id, at) values (@member, @tier, @period, @chain, @now) on conflict do nothing
        """;

    const string insertWaiting = """
        insert into points_waiting (fact_id, sale_id, chain_id, store_id, member_id, points, reason, at)
        select w.fact, w.sale, @chain, w.store, w.member, w.points, w.reason, w.moment
        from unnest(@facts, @sales, @stores, @members, @points, @reasons, @moments) as w(fact, sale, store, member, points, reason, moment)
        on conflict do nothing
        """;
}
