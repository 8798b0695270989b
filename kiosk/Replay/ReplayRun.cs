using Sasuai.Sync;

namespace Sasuai.Kiosk.Replay;

/// <summary>One run of a replay, from the import of what the history needs to the comparison with the reports.</summary>
sealed class ReplayRun(ReplayPlan plan, HttpClient http, Rejects rejects, TextWriter output) : IAsyncDisposable
{
    static readonly TimeSpan catchUp = TimeSpan.FromMinutes(5), patience = TimeSpan.FromSeconds(60), look = TimeSpan.FromMilliseconds(500);
    const int progressEvery = 1_000;

    readonly AdminClient admin = new(http, plan.Cloud);
    readonly Dictionary<(string, int), ReplayTerminal> terminals = [];

    /// <summary>True when the reports hold exactly what the files say.</summary>
    public async Task<bool> Run()
    {
        // Opened first: a file that cannot be read is told before anything is changed.
        var catalogue = new CatalogueCsv(plan.Catalogue, plan.Decimals, rejects);
        var sales = new SalesCsv(plan.Sales, plan.Decimals, rejects, plan.Spread);
        var (stores, cards) = sales.Names();
        await admin.SignIn(plan.Admin, plan.Password);
        var chain = await admin.Chain(new(plan.Currency, plan.Decimals,
            [.. stores.Keys.Select(code => new ImportStore(code, code, plan.Zone.Id))],
            [.. stores.SelectMany(store => store.Value.Select(number => new ImportTerminal(store.Key, number, $"{store.Key}-{number:00}")))]));
        await Import("products", catalogue.Products(), admin.Catalogue);
        await Import("members", cards.Select(card => new ImportMember(card, card, null)), admin.Members);
        foreach (var terminal in chain.Terminals)
            terminals.Add((terminal.StoreCode, terminal.Number), await ReplayTerminal.Open(http, plan, terminal, rejects));
        await Task.WhenAll(terminals.Values.Select(terminal => terminal.Catch(catchUp)));
        var summary = Sell(sales);
        await Drain();
        return await Compare(summary);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var terminal in terminals.Values) await terminal.DisposeAsync();
    }

    async Task Import<T>(string what, IEnumerable<T> rows, Func<IReadOnlyList<T>, Task<Imported>> send)
    {
        var (added, changed, unchanged, refused) = (0, 0, 0, 0);
        foreach (var page in rows.Chunk(ImportCatalogue.maxRows))
        {
            var answer = await send(page);
            (added, changed, unchanged, refused) = (added + answer.Added, changed + answer.Changed, unchanged + answer.Unchanged, refused + answer.Refused.Count);
            foreach (var no in answer.Refused) rejects.Add(what, new(0, no.Key, null), no.Refusal.Code);
        }
        await output.WriteLineAsync($"{what}: {added} added, {changed} changed, {unchanged} as they were, {refused} refused");
    }

    ReplaySummary Sell(SalesCsv sales)
    {
        var summary = new ReplaySummary();
        foreach (var sale in sales.Sales())
        {
            summary.Add(sale, terminals[(sale.Store, sale.Terminal)].Till.Record(sale));
            if (summary.Tickets % progressEvery == 0) output.WriteLine($"{summary.Tickets} sales recorded");
        }
        foreach (var terminal in terminals.Values) terminal.Till.CloseDay();
        summary.Write(output, sales.RowsRead, rejects.Counts, plan.Decimals);
        return summary;
    }

    /// <summary>Waits until the cloud has acknowledged everything, for as long as it goes on.</summary>
    async Task Drain()
    {
        var (last, since) = (long.MaxValue, TimeProvider.System.GetUtcNow());
        while (terminals.Values.Sum(terminal => terminal.Changes.Unsent.Facts) is > 0 and var left)
        {
            var now = TimeProvider.System.GetUtcNow();
            if (left < last) (last, since) = (left, now);
            else if (now - since > patience)
                throw new BadFile($"{left} facts could not be sent: {terminals.Values.Select(terminal => terminal.Status.Message).FirstOrDefault(message => message is not null)} Run the same again to go on.");
            await Task.Delay(look);
        }
        await output.WriteLineAsync("everything is sent");
    }

    /// <summary>Asks the reports until they hold what the file says, or nothing moves any more.</summary>
    async Task<bool> Compare(ReplaySummary summary)
    {
        if (summary.From is not { } from || summary.To is not { } to) return true;
        var (last, since) = ("", TimeProvider.System.GetUtcNow());
        while (true)
        {
            var report = await admin.Totals(from, to);
            var now = TimeProvider.System.GetUtcNow();
            var seen = string.Join(';', report.Stores.Select(store => $"{store.StoreCode} {store.SalesTotal} {store.RefundsTotal}"));
            if (seen != last) (last, since) = (seen, now);
            if (summary.Equals(report) || now - since > patience) return summary.WriteComparison(output, report, plan.Decimals);
            await Task.Delay(look);
        }
    }
}
