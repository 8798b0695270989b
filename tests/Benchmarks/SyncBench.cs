using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Benchmarks;

/// <summary>
/// Keeping pushed facts (lock, epoch, hash chain, idempotent insert, acknowledgement, one transaction a batch of 500) against COPY of the same rows into the
/// same table, one transaction a batch of 500, which is neither idempotent nor checked: the limit. Turn by turn, on one connection each.
/// </summary>
static class SyncBench
{
    const int batches = 40;
    const int size = ChangeBatch.maxChanges;

    public static async IAsyncEnumerable<Figure> Run()
    {
        await using var cloud = await BenchCloud.StartAsync();
        var ours = await cloud.NewTerminal();
        var rival = await cloud.NewTerminal();
        var push = cloud.Services.GetRequiredService<PushChanges>();
        // As the superuser, and always open: COPY does not work under row level security, which ours pays for.
        await using var admin = await cloud.OpenAsAdminAsync();
        List<double> pushed = [], copied = [], replayed = [];
        var hash = HashChain.Genesis(ours.TerminalId, 1);
        for (var number = 0; number < batches; number++)
        {
            var batch = Batch(ours.TerminalId, number * size, hash);
            hash = batch.Changes.Aggregate(hash, HashChain.Next);
            var twin = Batch(rival.TerminalId, number * size, hash);
            // Who goes first changes from batch to batch.
            var copyFirst = number % 2 == 0 ? await Readings.Milliseconds(() => Copy(admin, rival, twin)) : 0;
            var pushTime = await Readings.Milliseconds(() => push.Keep(ours, batch, default));
            var copyTime = copyFirst > 0 ? copyFirst : await Readings.Milliseconds(() => Copy(admin, rival, twin));
            var replayTime = await Readings.Milliseconds(() => push.Keep(ours, batch, default));
            // The first batches warm connection, plans and code.
            if (number < 10) continue;
            pushed.Add(pushTime);
            copied.Add(copyTime);
            replayed.Add(replayTime);
        }
        var rows = await cloud.CountFacts(ours.TerminalId);
        if (rows != batches * size) throw new InvalidOperationException($"{rows} facts were kept of {batches * size}.");
        yield return new("push apply, batches of 500", "rows/s", Rate(pushed), "raw COPY", Rate(copied), 0.80, AtLeast: true);
        yield return new("push replayed, batches of 500", "rows/s", Rate(replayed), "push apply", Rate(pushed), 1.00, AtLeast: true);
    }

    static double Rate(List<double> milliseconds) => size * 1_000 / Readings.Quantile(milliseconds, 0.5);

    static async Task Copy(NpgsqlConnection connection, TerminalCaller caller, ChangeBatch batch)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        // Without an await for each value: the rival at its best.
#pragma warning disable MA0042, CA1849
        using (var copy = connection.BeginBinaryImport("copy fact (fact_id, chain_id, store_id, terminal_id, epoch, sequence, type, version, clock, payload, received_at) from stdin (format binary)"))
        {
            foreach (var change in batch.Changes)
            {
                copy.StartRow();
                copy.Write(change.FactId);
                copy.Write(caller.ChainId.Value);
                copy.Write(caller.StoreId.Value);
                copy.Write(caller.TerminalId.Value);
                copy.Write(batch.Epoch);
                copy.Write(change.Sequence);
                copy.Write(change.Type);
                copy.Write(change.Version);
                copy.Write(change.Clock);
                copy.Write(change.Payload);
                copy.Write(DateTimeOffset.UnixEpoch, NpgsqlDbType.TimestampTz);
            }
            copy.Complete();
        }
#pragma warning restore MA0042, CA1849
        await transaction.CommitAsync();
    }

    static ChangeBatch Batch(TerminalId terminal, long after, string previousHash) => Batch(terminal, after, previousHash, new MemberId?[size]);

    /// <summary>One sale for each member; null sells to nobody known.</summary>
    internal static ChangeBatch Batch(TerminalId terminal, long after, string previousHash, IReadOnlyList<MemberId?> members, string store = "BENCH")
    {
        var changes = new Change[members.Count];
        for (var i = 0; i < changes.Length; i++)
        {
            var sequence = after + i + 1;
            var (type, version, payload) = FactTypes.Write(Sale(sequence, members[i], store));
            changes[i] = new(Guid.CreateVersion7(), sequence, type, version, sequence << 16, payload);
        }
        return new(terminal, 1, after + 1, previousHash, after + changes.Length, 0, "bench", changes);
    }

    static SaleCompleted Sale(long sequence, MemberId? member, string store)
    {
        var product = new SellableProduct(new(Guid.CreateVersion7()), "SKU", "8991234567898", "Kopi Susu Gula Aren", "Minuman", "pcs", Quantity.One, new(15_500), 1, new("PPN", 1_200, 11, 12));
        var basket = Basket.Start(new(Guid.CreateVersion7())).Add(product, Quantity.Of(2)).Value.Attach(member is { } who ? new(who, "B", null, 0, 100) : null);
        return Checkout.Complete(basket, BestOffer.Price(basket.Lines, [], DateTimeOffset.UnixEpoch), [(TenderKind.Cash, new(50_000), null)], new(100), new(new(1_000)),
            new(new(store, 1, 1, sequence), new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), new(2026, 1, 1), DateTimeOffset.UnixEpoch)).Value;
    }
}
