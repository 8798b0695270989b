using System.Text.Json;
using Npgsql;
using Sasuai.Functions.GiftCards;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Promotions;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Staff;
using Sasuai.Functions.Tills;
using Sasuai.Messages;

namespace Sasuai.Functions.Sync;

/// <summary>
/// Posts one store's facts in the order of their arrival, some hundreds in one transaction. A fact that cannot be posted is set
/// aside with its money, and the rest goes on.
/// </summary>
public sealed class FactApplier(Database database, Doorbell doorbell, ILogger<FactApplier> log)
{
    /// <summary>Facts in one transaction at the most.</summary>
    public const int batchMax = 200;

    /// <summary>Posts until nothing waits; how many facts were dealt with.</summary>
    public async Task<int> Apply(StoreId store, CancellationToken cancellation)
    {
        if (await database.Everywhere(work => work.SingleOrNone<PostingStore>(readStore, new { store }), cancellation) is not { } shop) return 0;
        var (applied, take) = (0, batchMax);
        while (true)
        {
            var read = 0;
            try
            {
                var batch = await database.InStore(shop.ChainId, store, work => Post(work, shop, take, count => read = count), cancellation);
                if (batch.Facts == 0) return applied;
                applied += batch.Facts;
                take = Math.Min(batchMax, take * 2);
                log.Applied(batch.Facts, batch.Sales, store);
                if (batch.Told > 0) await doorbell.Ring(QueueNames.relayOutbox, store.ToString());
            }
            catch (Exception fault) when (IsPoison(fault))
            {
                // Halve until the one that breaks stands alone; everything before it has then been posted.
                if (Math.Min(take, read) > 1) take = Math.Max(1, Math.Min(take, read) / 2);
                else await database.InStore(shop.ChainId, store, work => SetFirstAside(work, shop, fault), cancellation);
            }
        }
    }

    async Task<(int Facts, int Sales, int Told)> Post(Work work, PostingStore shop, int take, Action<int> tellRead)
    {
        await Lock(work, shop);
        var waiting = await work.Query<WaitingFact>(readWaiting, new { store = shop.StoreId, take });
        tellRead(waiting.Count);
        if (waiting.Count == 0) return default;
        var read = ReadFacts.From(waiting, shop);
        var welcomed = await PostEnrolments.Post(work, shop, read.Enrolments);
        await PostProfiles.Post(work, shop, read.Profiles);
        var posted = await PostSales.Post(work, shop, read.Sales);
        await SettleTenders.Post(work, read.Settlements);
        await PostClaims.Post(work, shop, read.Claims, read.CancelledClaims);
        await PostOfferUses.Post(work, shop, posted.Fresh);
        await PostGiftCards.Post(work, shop, posted.Fresh);
        await PostAllowances.Post(work, shop, read.Asks, read.Releases);
        await PostCash.Post(work, shop, read.Cash);
        await PostApprovals.Post(work, shop, read.Approvals);
        await PostCounterActs.Post(work, shop, read.Acts);
        await PostTillSessions.Post(work, shop, read.Opened, read.Closed);
        await PostTillSessions.Revise(work, [.. read.Sales.Select(sale => sale.TillSessionId), .. read.Closed.Select(closed => closed.Closed.TillSessionId.Value)]);
        await PostVoids.Post(work, shop, read.Voids);
        await DeadLetters.SetAside(work, shop, [.. read.Dead, .. posted.Dead]);
        await work.Execute(markApplied, new { ids = waiting.Select(fact => fact.FactId).ToArray(), now = work.Now });
        work.AfterCommit(() => posted.Report(log));
        work.AfterCommit(() => { foreach (var sale in read.Sales) Telemetry.Ended("post sale", sale.SaleId, work.Now); });
        foreach (var dead in read.Dead.Concat(posted.Dead)) work.AfterCommit(() => log.SetAside(dead.FactId, shop.StoreId, dead.Cause));
        return (waiting.Count, read.Sales.Count, posted.Reached.Count + posted.Ready + welcomed);
    }

    async Task<int> SetFirstAside(Work work, PostingStore shop, Exception fault)
    {
        await Lock(work, shop);
        foreach (var fact in await work.Query<WaitingFact>(readWaiting, new { store = shop.StoreId, take = 1 }))
        {
            var cause = fault is PostgresException refused ? $"The database refuses it: {refused.SqlState}." : $"It cannot be posted: {fault.GetType().Name}.";
            await DeadLetters.SetAside(work, shop, [DeadFact.Of(fact, cause)]);
            work.AfterCommit(() => log.SetAside(fact.FactId, shop.StoreId, cause));
        }
        return 1;
    }

    // One applier per store at a time, over all instances; it ends with the transaction.
    static Task Lock(Work work, PostingStore shop) => work.Execute("select pg_advisory_xact_lock(hashtextextended(@store, 0))", new { store = shop.StoreId.ToString() });

    // 22 data, 23 constraints: the fact itself. Anything else of the database (away, full, deadlock, a missing migration) is tried again later.
    static bool IsPoison(Exception fault) => fault switch
    {
        PostgresException refused => refused.SqlState.StartsWith("22", StringComparison.Ordinal) || refused.SqlState.StartsWith("23", StringComparison.Ordinal),
        OverflowException or FormatException or ArgumentException or NullReferenceException or JsonException => true,
        _ => false
    };

    const string readStore = "select chain_id, store_id, time_zone from store where store_id = @store";

    const string readWaiting = """
        select fact_id, terminal_id, type, version, payload, received_at, clock, epoch
        from fact where store_id = @store and applied_at is null and dead_letter is null
        order by arrival limit @take
        """;

    const string markApplied = "update fact set applied_at = @now where fact_id = any(@ids) and dead_letter is null";
}

/// <summary>The store whose facts are posted.</summary>
sealed record PostingStore(ChainId ChainId, StoreId StoreId, string TimeZone)
{
    readonly TimeZoneInfo zone = TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var known) ? known : TimeZoneInfo.Utc;

    /// <summary>The hour of the store's own clock.</summary>
    public int HourOf(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).Hour;
}

/// <param name="Clock">The terminal's hybrid clock when it happened.</param>
/// <param name="Epoch">Of the terminal, in which it came.</param>
sealed record WaitingFact(Guid FactId, Guid TerminalId, string Type, int Version, string Payload, DateTimeOffset ReceivedAt, long Clock, int Epoch);
