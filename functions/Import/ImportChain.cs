using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Terminals;
using Sasuai.Sync;

namespace Sasuai.Functions.Import;

/// <summary>Makes sure of the stores and terminals that a history speaks of, and gives each terminal named a fresh enrolment code.</summary>
public sealed partial class ImportChain(Database database, Callers callers, Settings settings)
{
    /// <summary>Stores and terminals in one request at the most.</summary>
    public const int maxRows = 1_000;

    const int bodyLimit = 1024 * 1024;

    [Function("ImportChain")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/import/chain")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Sasuai.Sync.ImportChain>(request, cancellation, bodyLimit)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (Wrong(asked) is { } wrong) return Problem.From(wrong);
        var answer = await database.InChain(caller.ChainId, work => Keep(work, caller, asked), cancellation);
        return answer.IsRefused(out var no, out var imported) ? Problem.From(no) : Json.Ok(imported);
    }

    static Refusal? Wrong(Sasuai.Sync.ImportChain asked)
    {
        if (!Currency().IsMatch(asked.Currency)) return CloudRefusals.Wrong("currency", "A currency is three capital letters, such as IDR.");
        if (asked.Decimals is < 0 or > 4) return CloudRefusals.Wrong("decimals", "The minor unit has 0 to 4 digits.");
        if (asked.Stores.Count + asked.Terminals.Count > maxRows) return CloudRefusals.Wrong("stores", $"At most {maxRows} stores and terminals come in one request.");
        for (var i = 0; i < asked.Stores.Count; i++)
        {
            if (!StoreCode().IsMatch(asked.Stores[i].Code)) return CloudRefusals.Wrong($"stores[{i}].code", "A store's code is 1 to 12 capital letters and digits.");
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(asked.Stores[i].TimeZone, out _)) return CloudRefusals.Wrong($"stores[{i}].timeZone", "There is no such time zone; it is named like Asia/Makassar.");
        }
        for (var i = 0; i < asked.Terminals.Count; i++)
            if (asked.Terminals[i].Number is < 1 or > 999) return CloudRefusals.Wrong($"terminals[{i}].number", "A terminal's number is 1 to 999.");
        return null;
    }

    async Task<Decision<ChainImported>> Keep(Work work, StaffCaller caller, Sasuai.Sync.ImportChain asked)
    {
        var given = new { chain = caller.ChainId, asked.Currency, asked.Decimals };
        var changed = await work.Execute(setCurrency, given) == 1;
        if (!changed && !await work.Single<bool>(hasCurrency, given))
            return CloudRefusals.Conflict("The chain already has sales in another currency.", "currency");
        var book = await work.Single<PriceBookId>(anyBook, new { chain = caller.ChainId, fresh = Guid.CreateVersion7(work.Now) });
        foreach (var store in asked.Stores)
            await work.Execute(insertStore, new { id = Guid.CreateVersion7(work.Now), chain = caller.ChainId, store.Code, store.Name, store.TimeZone, book });
        var stores = (await work.Query<ImportedStore>("select code, store_id from store where chain_id = @chain order by code", given)).ToDictionary(store => store.Code, StringComparer.Ordinal);
        var terminals = new List<ImportedTerminal>();
        for (var i = 0; i < asked.Terminals.Count; i++)
        {
            if (!stores.TryGetValue(asked.Terminals[i].StoreCode, out var store)) return CloudRefusals.NotFound("store", $"terminals[{i}].storeCode");
            terminals.Add(await KeepTerminal(work, caller, store.StoreId, asked.Terminals[i]));
        }
        // A currency that changed concerns every store; otherwise those that were named.
        await StoreTable.Tell(work, caller.ChainId, stores.Values.Where(store => changed || asked.Stores.Any(named => named.Code == store.Code)).Select(store => store.StoreId));
        await Audit.Write(work, caller, "chain-imported", $"chain:{caller.ChainId}", null, new { asked.Currency, stores = asked.Stores.Count, terminals = asked.Terminals.Count });
        return new ChainImported([.. stores.Values.Where(store => asked.Stores.Any(named => named.Code == store.Code))], terminals);
    }

    async Task<ImportedTerminal> KeepTerminal(Work work, StaffCaller caller, StoreId store, ImportTerminal asked)
    {
        await work.Execute(insertTerminal, new { id = Guid.CreateVersion7(work.Now), chain = caller.ChainId, store, asked.Number, asked.Name });
        var id = await work.Single<TerminalId>("select terminal_id from terminal where store_id = @store and number = @number", new { store, asked.Number });
        return new(asked.StoreCode, asked.Number, id, (await IssueEnrolmentCode.Issue(work, id, settings.EnrolmentCodeLife))!);
    }

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Currency();

    [GeneratedRegex("^[A-Z0-9]{1,12}$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex StoreCode();

    const string setCurrency = """
        update chain set currency = @currency, decimals = @decimals
        where chain_id = @chain and (currency, decimals) <> (@currency, @decimals) and not exists (select from sale where chain_id = @chain)
        """;

    const string hasCurrency = "select (currency, decimals) = (@currency, @decimals) from chain where chain_id = @chain";

    const string anyBook = """
        with known as (select price_book_id from price_book where chain_id = @chain order by name limit 1),
        made as (insert into price_book (price_book_id, chain_id, name) select @fresh, @chain, 'Harga umum' where not exists (select from known) returning price_book_id)
        select price_book_id from known union all select price_book_id from made
        """;

    const string insertStore = """
        insert into store (store_id, chain_id, code, name, time_zone, price_book_id) values (@id, @chain, @code, @name, @timeZone, @book) on conflict do nothing
        """;

    const string insertTerminal = """
        insert into terminal (terminal_id, chain_id, store_id, number, name) values (@id, @chain, @store, @number, @name) on conflict do nothing
        """;
}
