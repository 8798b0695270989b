using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sasuai.Codes;
using Sasuai.Dev;
using Sasuai.Kiosk.LocalData;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tests.Codes;

namespace Sasuai.Benchmarks;

/// <summary>
/// What a scan and a letter cost inside: a code among 800 000 real barcodes, a search among 100 000 names, and a long basket at many
/// promotions. The rival is the limit: a millisecond, what an eye sees at once, and one frame of the screen.
/// </summary>
static class CounterBench
{
    const int codes = 800_000, names = 100_000, lookUps = 20_000, page = 50_000, lines = 60, promotions = 200;
    const double frame = 1_000.0 / 60;

    static readonly string[] kinds = ["Kopi", "Teh", "Susu", "Biskuit", "Keripik", "Sabun", "Sampo", "Mi Goreng", "Sirup", "Kecap"];
    static readonly string[] makers = ["Kapal Api", "Indofood", "Ultra", "Roma", "Chitato", "Lifebuoy", "Sunsilk", "Sedaap", "Marjan", "Bango"];
    static readonly string[] tastes = ["Original", "Cokelat", "Vanila", "Stroberi", "Pedas", "Manis", "Asin", "Jeruk", "Melati", "Gula Aren"];

    public static async IAsyncEnumerable<Figure> Run()
    {
        await Task.CompletedTask;
        using var folder = TempFolder.Create("bench-counter");
        yield return ByCode(folder.File("codes.db"));
        yield return ByName(folder.File("names.db"));
        yield return Pricing();
    }

    static Figure ByCode(string path)
    {
        var real = RealCodes.Read("retail.br").Take(codes).ToArray();
        using var database = LocalDatabase.Open(path);
        var (chain, book) = (new ChainId(Guid.CreateVersion7()), new PriceBookId(Guid.CreateVersion7()));
        Fill(database, chain, book, [.. real.Select((code, i) => ($"SKU-{i}", string.Create(CultureInfo.InvariantCulture, $"Barang {i}"), code))]);
        var catalogue = new Catalogue(database, Feeds.Price(book));
        var chance = new Random(20_261_126);
        List<double> times = [];
        for (var i = 0; i < lookUps; i++)
        {
            var code = real[chance.Next(real.Length)];
            FoundCode? found = null;
            times.Add(Readings.Milliseconds(() => found = catalogue.ByCode(code, DateTimeOffset.UnixEpoch.AddYears(50))));
            if (found?.Product is null) throw new InvalidOperationException($"{code} was not found.");
        }
        return new("look-up among 800 000 real codes, p99", "ms", Readings.Quantile(times, 0.99), "limit", 1, 1, AtLeast: false);
    }

    static Figure ByName(string path)
    {
        using var database = LocalDatabase.Open(path);
        var (chain, book) = (new ChainId(Guid.CreateVersion7()), new PriceBookId(Guid.CreateVersion7()));
        var goods = Enumerable.Range(0, names).Select(i => ($"N-{i}", string.Create(CultureInfo.InvariantCulture, $"{kinds[i % 10]} {makers[i / 10 % 10]} {tastes[i / 100 % 10]} {i / 1_000 * 5 + 20} g"), BenchShop.Gtin13(i + 1))).ToArray();
        Fill(database, chain, book, goods);
        var catalogue = new Catalogue(database, Feeds.Price(book));
        List<double> times = [];
        // As a hand types: two letters, then more, then a second word.
        foreach (var (_, name, _) in goods.Where((_, i) => i % 997 == 0))
            for (var letters = 2; letters <= name.Length; letters++)
            {
                var text = name[..letters];
                var found = 0;
                times.Add(Readings.Milliseconds(() => found = catalogue.Search(text, 9, DateTimeOffset.UnixEpoch.AddYears(50)).Count));
                if (found == 0) throw new InvalidOperationException($"\"{text}\" found nothing.");
            }
        return new("search as you type among 100 000 names, p99", "ms", Readings.Quantile(times, 0.99), "limit", 30, 1, AtLeast: false);
    }

    /// <summary>60 lines of 60 products, and 200 promotions of every kind that all hold: half of them compete for the same goods.</summary>
    static Figure Pricing()
    {
        var ids = Enumerable.Range(0, lines).Select(_ => new ProductId(Guid.CreateVersion7())).ToArray();
        var basket = Basket.Start(new(Guid.CreateVersion7()));
        for (var i = 0; i < lines; i++)
            basket = basket.Add(new(ids[i], $"S{i}", $"C{i}", $"Barang {i}", $"kategori {i % 6}", "pcs", Quantity.One, new(1_000 + i * 370), 1, new("PPN", 1_200, 11, 12), $"merek {i % 8}"), Quantity.Of(1 + i % 7)).Value;
        var rules = PricingRules.None with { Promotions = [.. Enumerable.Range(0, promotions).Select(i => Offer(i, ids))] };
        List<double> times = [];
        for (var i = 0; i < 220; i++)
        {
            var time = Readings.Milliseconds(() => _ = BestOffer.Price(basket, rules, DateTimeOffset.UnixEpoch.AddYears(56)));
            if (i >= 20) times.Add(time);
        }
        return new("60 lines at 200 promotions, p95", "ms", Readings.Quantile(times, 0.95), "one frame", frame, 1, AtLeast: false);
    }

    static Promotion Offer(int i, ProductId[] ids)
    {
        var plain = new Promotion(new(Guid.CreateVersion7()), $"Promosi {i}", 500 + i % 9 * 100, null, null, DateTimeOffset.UnixEpoch, null, true);
        ProductId[] group = [.. ids.Where((_, at) => at % 10 == i % 10)];
        return (i % 7) switch
        {
            0 => plain with { ProductId = ids[i % ids.Length] },
            1 => plain with { Category = $"kategori {i % 6}" },
            2 => plain with { Kind = PromotionKind.BuyGet, Pieces = 2 + i % 3, Free = 1, Products = group, PercentBasisPoints = 10_000 },
            3 => plain with { Kind = PromotionKind.MixAndMatch, Pieces = 3, Amount = new(2_500 + i * 10), Products = group },
            4 => plain with { Kind = PromotionKind.AmountOffTotal, Amount = new(1_000 + i * 10), MinimumSpend = new(50_000) },
            5 => plain with { Brand = $"merek {i % 8}", MaximumPieces = 3 },
            _ => plain with { Kind = PromotionKind.AmountOff, Amount = new(100 + i), Category = $"kategori {i % 6}", Stacking = Stacking.Compounded }
        };
    }

    static void Fill(LocalDatabase database, ChainId chain, PriceBookId book, (string Sku, string Name, string Code)[] goods)
    {
        var feeds = new FeedPages(database, TimeProvider.System);
        var ids = goods.Select(_ => Guid.CreateVersion7()).ToArray();
        for (var from = 0; from < goods.Length; from += page)
        {
            var many = Math.Min(page, goods.Length - from);
            Take(Feeds.Catalogue(chain), i => (FeedKinds.product, ids[i].ToString(), JsonSerializer.Serialize(new(new(ids[i]), goods[i].Sku, goods[i].Name, "umum", "pcs", new TaxRate("PPN", 1_200, 11, 12), true, [new(goods[i].Code, Quantity.One)]), WireJson.Default.ProductItem)));
            Take(Feeds.Price(book), i => (FeedKinds.price, ids[i].ToString(), JsonSerializer.Serialize(new(new(ids[i]), i + 1, new(1_000 + i % 90_000), DateTimeOffset.UnixEpoch), WireJson.Default.PriceItem)));

            void Take(string feed, Func<int, (string Kind, string Key, string Body)> item)
            {
                var items = Enumerable.Range(from, many).Select(i => item(i) is var (kind, key, body) ? new FeedItem(i + 1, i + 1, kind, key, body) : throw new UnreachableException()).ToArray();
                if (!feeds.Take(new(feed, 1, from, from + many, items))) throw new InvalidOperationException($"A page of {feed} was not taken.");
            }
        }
    }
}
