using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// Once on each of a store's own mornings its managers are told how the day before went, and what is short: those of them whose number is written
/// down. The day and the messages are one transaction, so that instances, restarts and repeats tell nothing twice.
/// </summary>
public sealed class TellManagers(Database database, SenderBell sender, TimeProvider clock)
{
    /// <summary>The hour of the store's clock from which the day before is told; by then tills that were alone in the evening have mostly come.</summary>
    public const int hourFrom = 7;

    const int itemsMax = 10;

    [Function("TellManagers")]
    public async Task OnTimer([TimerTrigger("%OccasionSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        foreach (var store in await database.Everywhere(work => work.Query<DayStore>(readStores), cancellation))
        {
            var local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.TryFindSystemTimeZoneById(store.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc);
            var yesterday = DateOnly.FromDateTime(local.DateTime).AddDays(-1);
            if (local.Hour < hourFrom || store.LastDay >= yesterday) continue;
            await database.InStore(store.ChainId, store.StoreId, work => TellAsync(work, store, yesterday), cancellation);
        }
    }

    async Task<int> TellAsync(Work work, DayStore store, DateOnly day)
    {
        if (await work.Execute(claimDay, new { store = store.StoreId, day, chain = store.ChainId, now = work.Now }) == 0) return 0;
        var managers = await work.Query<Manager>(readManagers, new { store = store.StoreId });
        var told = 0;
        if (managers.Count > 0)
        {
            var sold = await work.Single<Sold>(readSold, new { store = store.StoreId, day });
            if (sold.Sales > 0) told += await TellAsync(work, store, managers, Occasion.DayClose, day, new("", "", 0, store.Name, "", Total: MoneyText.Of(sold.Due, store.Currency, store.Decimals), Date: day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture), Sales: sold.Sales.ToString("N0", Culture(store))));
            if (store.LowStockAt is { } few && await ItemsAsync(work, store, few) is { Length: > 0 } items) told += await TellAsync(work, store, managers, Occasion.LowStock, day, new("", "", 0, store.Name, "", Items: items));
        }
        await work.Execute("update occasion_day set told = @told where store_id = @store and day = @day and what = 'managers'", new { told, store = store.StoreId, day });
        if (told > 0) work.AfterCommit(sender.Ring);
        return told;
    }

    static async Task<int> TellAsync(Work work, DayStore store, IReadOnlyList<Manager> managers, string key, DateOnly day, TemplateWords words)
    {
        if (await work.SingleOrNone<string>(TemplateTable.readBody, new { chain = store.ChainId, key, locale = store.Language }) is not { } body) return 0;
        var told = 0;
        foreach (var manager in managers)
        {
            var id = Guid.CreateVersion7(work.Now);
            if (PhoneNumber.Read(manager.Phone).IsRefused(out _, out var phone) || Templates.Render(body, words with { Ref = Intake.RefOf(id) }, Culture(store)) is not { } text) continue;
            if (await DirectTable.Put(work, new(id, store.ChainId, store.StoreId, key, store.Language, phone, text, $"{store.StoreId}|{day:O}", work.Now + Occasion.Of(key)!.WorthSending))) told++;
        }
        return told;
    }

    /// <summary>The shortest first, in one line.</summary>
    static async Task<string> ItemsAsync(Work work, DayStore store, int few)
    {
        var shorts = await work.Query<ShortItem>(readShort, new { store = store.StoreId, few, most = itemsMax });
        if (shorts.Count == 0) return "";
        var more = shorts[0].Found - shorts.Count;
        return string.Join(", ", shorts.Select(item => $"{item.Name} {item.Quantity.ToString("0.###", Culture(store))}")) + (more > 0 ? $" +{more}" : "");
    }

    static CultureInfo Culture(DayStore store) => CultureInfo.GetCultureInfo(store.Language == "en" ? "en-ID" : "id-ID");

    /// <param name="LastDay">The last day that was told.</param>
    sealed record DayStore(ChainId ChainId, StoreId StoreId, string Name, string TimeZone, string Language, string Currency, int Decimals, int? LowStockAt, DateOnly? LastDay);

    sealed record Manager(string Phone);

    sealed record Sold(long Sales, Money Due);

    sealed record ShortItem(string Name, decimal Quantity, long Found);

    const string readStores = """
        select s.chain_id, s.store_id, s.name, s.time_zone, s.language, c.currency, c.decimals, c.low_stock_at,
            (select max(day) from occasion_day d where d.store_id = s.store_id and d.what = 'managers') as last_day
        from store s join chain c using (chain_id) order by s.store_id
        """;

    const string claimDay = "insert into occasion_day (store_id, day, what, chain_id, at) values (@store, @day, 'managers', @chain, @now) on conflict do nothing";

    const string readManagers = "select phone from staff where store_id = @store and role = 'Manager' and active and phone is not null order by number";

    const string readSold = "select coalesce(sum(sales), 0)::bigint as sales, coalesce(sum(due), 0)::bigint as due from daily_sales where store_id = @store and business_date = @day";

    const string readShort = """
        select p.name, l.quantity, count(*) over () as found from stock_level l join product p using (product_id)
        where l.store_id = @store and l.quantity <= @few and p.active order by l.quantity, p.name limit @most
        """;
}
