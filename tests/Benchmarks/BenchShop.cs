using System.Globalization;
using System.Text.Json;
using Sasuai.Codes;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Benchmarks;

/// <summary>An enrolled till with a small catalogue, signed in and open, on a database file of its own.</summary>
sealed class BenchShop : IDisposable
{
    const string pin = "4711";
    readonly LocalDatabase database;

    BenchShop(LocalDatabase database, Lane lane, string[] codes) => (this.database, Lane, Codes) = (database, lane, codes);

    /// <summary>What is typed to sell, as a hand types ahead.</summary>
    public const string SignIn = "1\r" + pin + "\r";

    public Lane Lane { get; }
    public string[] Codes { get; }

    public static BenchShop Open(string path, int products = 100)
    {
        var file = LocalDatabase.Open(path, PrintQueue.Schema);
        var (chain, store, terminal, book) = (new ChainId(Guid.CreateVersion7()), new StoreId(Guid.CreateVersion7()), new TerminalId(Guid.CreateVersion7()), new PriceBookId(Guid.CreateVersion7()));
        file.Write(db => ThisTerminal.Enrolled(db, new(terminal, chain, store, "BENCH", 1, 1), new Uri("http://127.0.0.1:1")));
        var feeds = new FeedPages(file, TimeProvider.System);
        var person = new StaffItem(new(Guid.CreateVersion7()), "1", "Sari", Role.Cashier, PinHash.Make(pin, new byte[16]), true);
        Take(feeds, Feeds.Store(store), [
            (FeedKinds.store, store.ToString(), JsonSerializer.Serialize(new(store, chain, "BENCH", "Toko", "Asia/Jakarta", "Jl. Satu 1", "01.234", "Terima kasih", "IDR", 0, new(100), "id", book, new EarningRule(new(1_000))), WireJson.Default.StoreItem)),
            (FeedKinds.staff, person.StaffId.ToString(), JsonSerializer.Serialize(person, WireJson.Default.StaffItem))]);
        var items = Enumerable.Range(1, products).Select(number => (Id: new ProductId(Guid.CreateVersion7()), Code: Gtin13(number), Number: number)).ToArray();
        Take(feeds, Feeds.Catalogue(chain), items.Select(item => (FeedKinds.product, item.Id.ToString(),
            JsonSerializer.Serialize(new(item.Id, $"SKU-{item.Number}", $"Kopi Susu Gula Aren No. {item.Number}", "Minuman", "pcs", new TaxRate("PPN", 1_200, 11, 12), true, [new(item.Code, Quantity.One)]), WireJson.Default.ProductItem))));
        Take(feeds, Feeds.Price(book), items.Select(item => (FeedKinds.price, item.Id.ToString(),
            JsonSerializer.Serialize(new(item.Id, item.Number, new(10_000 + item.Number * 100), DateTimeOffset.UnixEpoch), WireJson.Default.PriceItem))));
        var lane = new Lane(file, new(file, TimeProvider.System), TimeProvider.System, new SaleOnPaper(48, CodePage.Cp858).Enqueue);
        _ = lane.SignIn("1", pin).Value;
        _ = lane.OpenTill(new(200_000)).Value;
        return new(file, lane, [.. items.Select(item => item.Code)]);
    }

    /// <summary>What the newest sale put into the file: its row, its outgoing fact and its print jobs, in bytes.</summary>
    public int BytesOfNewestSale() => database.Read(db => (int)db.Number("""
        select (select length(body) from sale order by at desc, rowid desc limit 1)
            + (select length(payload) + length(hash) from change order by sequence desc limit 1)
            + (select sum(length(bytes)) from (select bytes from print_job order by job_id desc limit 2))
        """));

    /// <summary>The codes in the open basket of a file, in their order.</summary>
    public static string[] BasketCodes(string path)
    {
        using var file = LocalDatabase.Open(path, PrintQueue.Schema);
        return [.. file.Read(OpenBasket.Read)!.Lines.Select(line => line.Code)];
    }

    public static void EmptyBasket(string path)
    {
        using var file = LocalDatabase.Open(path, PrintQueue.Schema);
        file.Write(db => OpenBasket.Keep(db, null, Sales.Basket.Start(new(Guid.CreateVersion7()))));
    }

    public void Dispose() => database.Dispose();

    static void Take(FeedPages feeds, string feed, IEnumerable<(string Kind, string Key, string Body)> items)
    {
        var numbered = items.Select((item, index) => new FeedItem(index + 1, index + 1, item.Kind, item.Key, item.Body)).ToArray();
        if (!feeds.Take(new(feed, 1, 0, numbered.Length, numbered))) throw new InvalidOperationException($"The page of {feed} was not taken.");
    }

    public static string Gtin13(int number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"899{number:000000000}");
        return string.Create(CultureInfo.InvariantCulture, $"{body}{Gtin.CheckDigit(body)}");
    }
}
