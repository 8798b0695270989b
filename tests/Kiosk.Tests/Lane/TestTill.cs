using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Sasuai.Dev;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Tests;

/// <summary>A till with its own database file, enrolled, with a small catalogue that came through its feeds. It can be switched off and on again.</summary>
sealed class TestTill : IDisposable
{
    public const string Kopi = "8991002101104", KopiCarton = "18991002101101", Roti = "ROTI-01", Unpriced = "BARU-01", Card = "M-0001", Phone = "081234567890";
    public const string Number = "7", Pin = "4711", ManagerNumber = "1", ManagerPin = "8888";

    public static readonly ChainId Chain = new(new("0198a000-0000-7000-8000-000000000001"));
    public static readonly StoreId Store = new(new("0198a000-0000-7000-8000-000000000002"));
    public static readonly TerminalId Terminal = new(new("0198a000-0000-7000-8000-000000000003"));
    public static readonly PriceBookId Book = new(new("0198a000-0000-7000-8000-000000000004"));
    public static readonly StaffId Sari = new(new("0198a000-0000-7000-8000-000000000005"));
    public static readonly MemberId Budi = new(new("0198a000-0000-7000-8000-000000000006"));
    public static readonly TierId Gold = new(new("0198a000-0000-7000-8000-000000000007"));
    public static readonly ProductId KopiId = Product(1), RotiId = Product(2), UnpricedId = Product(3);

    public static readonly StaffId Ani = new(new("0198a000-0000-7000-8000-000000000008"));

    /// <summary>What the cloud knows of Ani and no till does.</summary>
    public static readonly byte[] AniSecret = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    static readonly string pinHash = PinHash.Make(Pin, new byte[16]), managerHash = PinHash.Make(ManagerPin, new byte[16]);

    readonly TempFolder folder = TempFolder.Create("till");
    readonly SaleOnPaper paper;
    readonly SlipOnPaper slips;

    /// <param name="key">Signs its receipts where the store's rules want it.</param>
    public TestTill(bool withFeeds = true, int number = 2, int columns = 48, ECDsa? key = null)
    {
        (paper, slips) = (new(columns, CodePage.Cp858, key: key), new(columns, CodePage.Cp858));
        SwitchOn();
        Database.Write(db => ThisTerminal.Enrolled(db, new(Terminal, Chain, Store, "JKT01", number, 1), new Uri("http://127.0.0.1:1")));
        if (withFeeds) PullEverything();
    }

    // 17:30 UTC is half past midnight of the next day in Jakarta.
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 17, 30, 0, TimeSpan.Zero));

    public string Folder => folder.Path;
    public string Path => System.IO.Path.Combine(folder.Path, LocalDatabase.FileName);
    public LocalDatabase Database { get; private set; } = null!;
    public ChangeQueue Changes { get; private set; } = null!;
    public FeedPages Feeds { get; private set; } = null!;
    public Lane Lane { get; private set; } = null!;

    public void SwitchOn()
    {
        Database = LocalDatabase.Open(Path, PrintQueue.Schema);
        Changes = new(Database, Time);
        Feeds = new(Database, Time);
        Lane = new(Database, Changes, Time, paper.Enqueue, slips.Enqueue);
    }

    /// <summary>The program ends and starts again on the same file.</summary>
    public void SwitchOffAndOn()
    {
        Database.Dispose();
        SwitchOn();
    }

    /// <summary>Signs Sari in and opens the drawer.</summary>
    public TestTill Ready(long opening = 200_000)
    {
        Lane.SignIn(Number, Pin).Refusal.ShouldBeNull();
        Lane.OpenTill(new(opening)).Refusal.ShouldBeNull();
        return this;
    }

    public CompletedSale Sell(string code = Kopi, long given = 100_000)
    {
        Lane.Scan(code).ShouldBeOfType<ScanResult.Added>();
        return Lane.PayCash(new(given)).Value;
    }

    /// <summary>The store's counters work by other rules from now on.</summary>
    public void PullRules(CounterRules rules, string language = "id") => Pull(StoreFeed, (FeedKinds.store, Store.ToString(), Json(StoreItem with { Counter = rules, Language = language }, WireJson.Default.StoreItem)));

    /// <summary>Every fact that was written here and is not yet acknowledged.</summary>
    public IReadOnlyList<object> Facts() =>
        [.. Changes.Unacked(ChangeBatch.maxChanges, "test")?.Changes.Select(change => FactTypes.Read(change.Type, change.Version, change.Payload)!) ?? []];

    /// <summary>The cloud has everything of now.</summary>
    public void AllIsSent()
    {
        var batch = Changes.Unacked(ChangeBatch.maxChanges, "test")!;
        Changes.Acknowledge(batch.Epoch, batch.Changes[^1].Sequence, batch.Changes.Aggregate(batch.PreviousHash, HashChain.Next)).ShouldBeTrue();
    }

    public void Pull(string feed, params (string Kind, string Key, string Body)[] items) => Pull(feed, 1, items);

    public void Pull(string feed, long generation, params (string Kind, string Key, string Body)[] items)
    {
        var after = Feeds.Position(feed)?.Sequence ?? 0;
        var numbered = items.Select((item, i) => new FeedItem(after + i + 1, after + i + 1, item.Kind, item.Key, item.Body)).ToArray();
        Feeds.Take(new(feed, generation, after, after + items.Length, numbered)).ShouldBeTrue();
    }

    public void PullEverything()
    {
        Pull(StoreFeed, (FeedKinds.store, Store.ToString(), Json(StoreItem, WireJson.Default.StoreItem)),
            (FeedKinds.staff, Sari.ToString(), Json(new(Sari, Number, "Sari", Role.Cashier, pinHash, true), WireJson.Default.StaffItem)),
            (FeedKinds.staff, Ani.ToString(), Json(new(Ani, ManagerNumber, "Ani", Role.Manager, managerHash, true, Convert.ToBase64String(ApprovalChallenge.StoreKey(AniSecret, Store))), WireJson.Default.StaffItem)),
            (FeedKinds.tier, Gold.ToString(), Json(new(new(Gold, "Gold", 1_000, 150)), WireJson.Default.TierItem)));
        Pull(CatalogueFeed,
            ProductRow(new(KopiId, "KOPI-01", "Kopi Susu Gula Aren 220ml", "minuman", "pcs", Ppn, true, [new(Kopi, Quantity.One), new(KopiCarton, Quantity.Of(24))])),
            ProductRow(new(RotiId, Roti, "Roti Tawar Kupas", "roti", "pcs", Ppn, true, [])),
            ProductRow(new(UnpricedId, Unpriced, "Barang Baru", "lain", "pcs", Ppn, true, [])));
        Pull(PriceFeed, Price(KopiId, 1, 15_000, "2026-01-01"), Price(RotiId, 1, 18_250, "2026-01-01"));
        Pull(MemberFeed, MemberRow(400));
        PullAllowance(400);
    }

    /// <summary>Budi, as the cloud tells of him.</summary>
    public static (string, string, string) MemberRow(long points) =>
        (FeedKinds.member, Budi.ToString(), Json(new(Budi, "Budi", "6281234567890", Card, Gold, points, 1_200, true), WireJson.Default.MemberItem));

    /// <summary>The cloud lets this till take so many of Budi's points by itself, in all.</summary>
    public void PullAllowance(long granted, int epoch = 1, bool recalled = false) => Pull(Sasuai.Sync.Feeds.Control(Terminal),
        (FeedKinds.pointsAllowance, Budi.ToString(), Json(new(Budi, epoch, granted, recalled), WireJson.Default.PointsAllowanceItem)));

    public static readonly TaxRate Ppn = new("PPN", 1_200, 11, 12);

    public static StoreItem StoreItem => new(Store, Chain, "JKT01", "Toko Sasuai", "Asia/Jakarta", "Jl. Kebon Sirih 1", "01.234.567.8-901.000", "Terima kasih",
        "IDR", 0, new(100), "id", Book, new EarningRule(new(1_000)));

    public static string StoreFeed => Sasuai.Sync.Feeds.Store(Store);
    public static string CatalogueFeed => Sasuai.Sync.Feeds.Catalogue(Chain);
    public static string PriceFeed => Sasuai.Sync.Feeds.Price(Book);
    public static string MemberFeed => Sasuai.Sync.Feeds.Member(Chain, Budi);

    public static ProductId Product(int number) => new(new Guid(string.Create(CultureInfo.InvariantCulture, $"0198b000-0000-7000-8000-{number:x12}")));

    public static (string, string, string) ProductRow(ProductItem product) => (FeedKinds.product, product.ProductId.ToString(), Json(product, WireJson.Default.ProductItem));

    public static (string, string, string) Price(ProductId product, long version, long amount, string from) =>
        (FeedKinds.price, $"{product}:{version}", Json(new(product, version, new(amount), DateTimeOffset.Parse(from + "T00:00:00Z", CultureInfo.InvariantCulture)), WireJson.Default.PriceItem));

    public static (string, string, string) PromotionRow(Promotion promotion) =>
        (FeedKinds.promotion, promotion.PromotionId.ToString(), Json(new(promotion), WireJson.Default.PromotionItem));

    public static string Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape) => JsonSerializer.Serialize(value, shape);

    public void Dispose()
    {
        Database.Dispose();
        folder.Dispose();
    }
}
