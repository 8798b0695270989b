using Sasuai.Functions.Flags;
using Sasuai.Functions.Inventory;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Reports;
using Sasuai.Functions.Sync;

namespace Sasuai.Functions.Sales;

/// <summary>What posting a batch came to.</summary>
/// <param name="Fresh">What is in the books for the first time.</param>
/// <param name="Ready">How many members are told of a reward, or get a receipt.</param>
sealed record SalesPosted(IReadOnlyList<PostedSale> Fresh, IReadOnlyList<DeadFact> Dead, IReadOnlyList<TierCrossed> Reached, IReadOnlyList<PointsEarned> Waiting, int Ready = 0)
{
    public void Report(ILogger log)
    {
        foreach (var crossed in Reached) log.TierReached(crossed.MemberId, crossed.TierId, crossed.SaleId);
        foreach (var points in Waiting) log.PointsWait(points.MemberId, points.Points, points.FactId);
    }
}

/// <summary>
/// Posts sales and refunds: the sale itself, its lines and tenders, stock, points, the day's figures. Everything that follows
/// comes from exactly the sales that were new, so that posting again adds nothing.
/// </summary>
static class PostSales
{
    public static async Task<SalesPosted> Post(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        if (sales.Count == 0) return new([], [], [], []);
        var same = await MemberAlias.Of(work, sales.Select(sale => sale.MemberId).OfType<MemberId>());
        if (same.Count > 0) sales = [.. sales.Select(sale => sale.MemberId is { } id && same.TryGetValue(id, out var member) ? sale with { MemberId = member } : sale)];
        var inserted = (await work.Query<Guid>(SaleTable.insertSales, SaleTable.Columns(shop, sales))).ToHashSet();
        // A sale id that stands twice in one batch was inserted for the first of the two.
        var fresh = sales.Where(sale => inserted.Remove(sale.SaleId)).ToArray();
        var dead = await Left(work, sales.Except(fresh).ToArray());
        if (fresh.Length == 0) return new([], dead, [], []);
        await work.Execute(SaleTable.insertLines, SaleTable.LineColumns(shop, fresh));
        await work.Execute(SaleTable.insertOffers, SaleTable.OfferColumns(shop, fresh));
        await work.Execute(SaleTable.insertTenders, SaleTable.TenderColumns(shop, fresh));
        await PostStock.Post(work, shop, fresh);
        await PostDay.Post(work, shop, fresh);
        await PostAccounts.Post(work, shop, fresh);
        await PostVisits.Post(work, shop, fresh);
        await PostFlags.Post(work, [.. fresh.Select(sale => sale.SaleId)]);
        var points = await PostPoints.Post(work, shop, fresh);
        await LapsingPoints.GiveBack(work, shop, fresh);
        var receipts = await PostReceipts.Post(work, shop, fresh);
        return new(fresh, dead, points.Reached, points.Waiting, points.Ready + receipts);
    }

    /// <summary>Those not inserted: the same fact applied earlier is fine; another sale under a known id or receipt number is set aside with its money.</summary>
    static async Task<IReadOnlyList<DeadFact>> Left(Work work, PostedSale[] left)
    {
        if (left.Length == 0) return [];
        var known = (await work.Query<Guid>("select fact_id from sale where fact_id = any(@ids)", new { ids = left.Select(sale => sale.Fact.FactId).ToArray() })).ToHashSet();
        return [.. left.Where(sale => !known.Contains(sale.Fact.FactId)).Select(sale => DeadFact.Of(sale.Fact, $"Sale or receipt number {sale.ReceiptNumber} is already in the books."))];
    }
}
