using Sasuai.Sync;

namespace Sasuai.Kiosk.Replay;

/// <summary>What a replay has recorded, by store, and whether the reports say the same.</summary>
public sealed class ReplaySummary
{
    readonly SortedDictionary<string, (long Sales, long Refunds, Money SalesTotal, Money RefundsTotal)> stores = new(StringComparer.Ordinal);
    long lines, fresh;

    /// <summary>Sales and refunds together with what stood on the same ticket.</summary>
    public long Tickets { get; private set; }

    /// <summary>First and last business date; null when nothing was recorded.</summary>
    public DateOnly? From { get; private set; }
    public DateOnly? To { get; private set; }

    public void Add(FileSale sale, Replayed done)
    {
        Tickets++;
        if (done.Sales + done.Refunds == 0) return;
        lines += done.Lines;
        fresh += done.New ? 1 : 0;
        var (sales, refunds, salesTotal, refundsTotal) = stores.GetValueOrDefault(sale.Store);
        stores[sale.Store] = (sales + done.Sales, refunds + done.Refunds, salesTotal + done.SalesTotal, refundsTotal + done.RefundsTotal);
        if (From is not { } from || done.BusinessDate < from) From = done.BusinessDate;
        if (To is not { } to || done.BusinessDate > to) To = done.BusinessDate;
    }

    public void Write(TextWriter output, long rowsRead, IReadOnlyDictionary<string, long> refused, int decimals)
    {
        output.WriteLine($"rows read      {rowsRead}");
        output.WriteLine($"sales          {stores.Values.Sum(store => store.Sales)}, and {stores.Values.Sum(store => store.Refunds)} refunds, on {Tickets} tickets");
        output.WriteLine($"lines          {lines}");
        output.WriteLine($"new this time  {fresh} tickets");
        output.WriteLine($"refused        {refused.Values.Sum()}");
        foreach (var (reason, count) in refused) output.WriteLine($"  {reason,-22} {count}");
        output.WriteLine($"total money    {Net(stores.Values).Grouped(decimals)}");
    }

    /// <summary>True when the report has exactly these sums for each of these stores.</summary>
    public bool Equals(SalesTotals report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return stores.All(store => Of(report, store.Key) == store.Value);
    }

    public bool WriteComparison(TextWriter output, SalesTotals report, int decimals)
    {
        foreach (var (code, ours) in stores)
        {
            var theirs = Of(report, code);
            output.WriteLine($"store {code,-12} file {Net([ours]).Grouped(decimals)} ({ours.Sales} sales, {ours.Refunds} refunds), report {Net([theirs]).Grouped(decimals)} ({theirs.Sales} sales, {theirs.Refunds} refunds): {(ours == theirs ? "equal" : "DIFFERENT")}");
        }
        var equal = Equals(report);
        output.WriteLine(equal ? "replay: ok" : "replay: the reports differ from the file");
        return equal;
    }

    static (long Sales, long Refunds, Money SalesTotal, Money RefundsTotal) Of(SalesTotals report, string code) =>
        report.Stores.FirstOrDefault(store => store.StoreCode == code) is { } found ? (found.Sales, found.Refunds, found.SalesTotal, found.RefundsTotal) : default;

    static Money Net(IEnumerable<(long Sales, long Refunds, Money SalesTotal, Money RefundsTotal)> stores) =>
        stores.Aggregate(Money.Zero, (sum, store) => sum + store.SalesTotal - store.RefundsTotal);
}
