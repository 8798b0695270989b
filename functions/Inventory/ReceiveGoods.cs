using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Inventory;

/// <summary>Goods came to a store, by lot where the label says one. The same receipt sent again changes nothing.</summary>
public sealed class ReceiveGoods(Database database, Callers callers)
{
    const int linesMax = 500, lotMaxLength = 20, decimals = 3;
    const decimal quantityMax = 1_000_000;

    [Function("ReceiveGoods")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/stores/{code}/goods-receipts/{id:guid}")] HttpRequest request, string code, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Asked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Lines is not { Count: > 0 and <= linesMax } lines) return Problem.From(CloudRefusals.Wrong("lines", $"A receipt has 1 to {linesMax} lines."));
        if (lines.Select(Wrong).FirstOrDefault(wrong => wrong is not null) is { } wrong) return Problem.From(wrong);
        var answer = await database.As(caller, work => Receive(work, caller, code, id, lines), cancellation);
        return answer.IsRefused(out var no, out var received) ? Problem.From(no) : Json.Ok(received);
    }

    static Refusal? Wrong(Line line, int index) =>
        string.IsNullOrWhiteSpace(line.Sku) ? CloudRefusals.Missing($"lines[{index}].sku")
        : line.Quantity is <= 0 or > quantityMax || decimal.Round(line.Quantity, decimals) != line.Quantity ? CloudRefusals.Wrong($"lines[{index}].quantity", $"From 0.001 to {quantityMax:0} is received at once.")
        : line.Lot is { } lot && (lot.Trim().Length is 0 or > lotMaxLength || lot != lot.Trim()) ? CloudRefusals.Wrong($"lines[{index}].lot", $"A lot has 1 to {lotMaxLength} characters.")
        : line is { Lot: null, Expiry: not null } ? CloudRefusals.Wrong($"lines[{index}].lot", "What expires has a lot.")
        : null;

    static async Task<Decision<Received>> Receive(Work work, StaffCaller caller, string code, Guid id, IReadOnlyList<Line> lines)
    {
        if (await work.SingleOrNone<Guid?>("select store_id from store where code = @code", new { code }) is not { } found) return CloudRefusals.NotFound("store", "code");
        var (store, body) = (new StoreId(found), JsonSerializer.Serialize(lines, Json.Options));
        var ids = (await work.Query<(string Sku, Guid Id)>("select sku, product_id from product where sku = any(@skus)", new { skus = lines.Select(line => line.Sku).ToArray() })).ToDictionary(product => product.Sku, product => product.Id, StringComparer.Ordinal);
        if (lines.FirstOrDefault(line => !ids.ContainsKey(line.Sku)) is { } unknown) return CloudRefusals.NotFound($"product {unknown.Sku}", "lines");
        var isNew = await work.Execute(insert, new { id, chain = caller.ChainId, store, by = caller.StaffId, now = work.Now, body }) > 0;
        if (!isNew) return await work.Single<bool>("select exists (select from goods_receipt where goods_receipt_id = @id and store_id = @store and lines = @body::jsonb)", new { id, store, body })
            ? new Received(id, lines.Count) : CloudRefusals.Wrong("id", "Another receipt has this id.");
        await StockTable.Insert(work, caller.ChainId, store, [.. lines.Select((line, index) => new StockMove(id, index + 1, ids[line.Sku], line.Quantity, received, work.Now))]);
        await StockTable.Move(work, caller.ChainId, store, lines.Select(line => (ids[line.Sku], line.Quantity)));
        await Lots(work, caller.ChainId, store, id, [.. lines.Select(line => (ids[line.Sku], line))]);
        await Audit.Write(work, caller, "goods-received", $"store:{store}", null, new { receipt = id, lines = lines.Count });
        return new Received(id, lines.Count);
    }

    static async Task Lots(Work work, ChainId chain, StoreId store, Guid receipt, IReadOnlyList<(Guid Product, Line Line)> lines)
    {
        var known = await LotTable.Of(work, store, lines.Select(line => line.Product).Distinct());
        var levels = (await work.Query<(Guid Product, decimal Quantity)>("select product_id, quantity from stock_level where store_id = @store and product_id = any(@ids)", new { store, ids = lines.Select(line => line.Product).ToArray() }))
            .ToDictionary(level => level.Product, level => level.Quantity);
        var written = new List<WrittenMove>();
        foreach (var product in lines.GroupBy(line => line.Product, line => line.Line).Where(product => known.ContainsKey(product.Key) || product.Any(line => line.Lot is not null)))
        {
            var moves = new List<LotMove>();
            // What was there before anybody counted by lot.
            if (!known.TryGetValue(product.Key, out var lots) && levels[product.Key] - product.Sum(line => line.Quantity) is not 0 and var before) moves.Add((lots = new([])).Add(null, null, before, "before"));
            lots ??= new([]);
            moves.AddRange(product.Select(line => lots.Add(line.Lot, line.Expiry, line.Quantity, received)));
            written.AddRange(moves.Select((move, index) => new WrittenMove(receipt, product.Key, index + 1, move, work.Now)));
        }
        await LotTable.Write(work, chain, store, written);
    }

    const string received = "received";

    sealed record Asked(IReadOnlyList<Line>? Lines);

    /// <param name="Lot">As on the label; null when it says none.</param>
    /// <param name="Expiry">The last day on which it may be sold.</param>
    sealed record Line(string Sku, decimal Quantity, string? Lot = null, DateOnly? Expiry = null);

    sealed record Received(Guid GoodsReceiptId, int Lines);

    const string insert = """
        insert into goods_receipt (goods_receipt_id, chain_id, store_id, received_by, received_at, lines) values (@id, @chain, @store, @by, @now, @body::jsonb) on conflict do nothing
        """;
}
