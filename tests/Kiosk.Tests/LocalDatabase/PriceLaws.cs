using CsCheck;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sync;

namespace Sasuai.Tests;

/// <summary>
/// Prices have one writer and are never edited: whichever versions have come here, in whatever order and how often, of those that have begun the one that began last
/// holds, and of two that begin together the newer one. So a price that was told days ahead begins on time without a network.
/// </summary>
public sealed class PriceLaws : IDisposable
{
    static readonly DateTimeOffset noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.FromHours(7));

    // Few moments, so that versions begin together; the writer numbers them as they come.
    static readonly Gen<int[]> begins = Gen.Int[0, 5].Array[1, 7];

    readonly TestTill till = new TestTill().Ready();

    [Fact]
    public void In_whatever_order_and_how_often_they_came_one_price_holds_at_each_moment() => Gen.Select(begins, Gen.Int[0, 1_000_000]).Sample((hours, seed) =>
    {
        var versions = hours.Select((hour, index) => new PriceItem(TestTill.KopiId, index + 1, new(1_000 + index), noon.AddHours(hour))).ToArray();
        var chance = new Random(seed);
        var arrived = versions.Concat(versions.Take(chance.Next(versions.Length))).OrderBy(_ => chance.Next()).ToArray();
        var feed = $"price:{Guid.CreateVersion7()}";

        till.Pull(feed, [.. arrived.Select(price => (FeedKinds.price, $"{price.ProductId}:{price.Version}", TestTill.Json(price, WireJson.Default.PriceItem)))]);

        var catalogue = new Catalogue(till.Database, feed);
        for (var hour = -1; hour <= 6; hour++)
        {
            var right = versions.Where(price => price.ValidFrom <= noon.AddHours(hour)).OrderBy(price => price.ValidFrom).ThenBy(price => price.Version).LastOrDefault();
            var held = catalogue.ById(TestTill.KopiId, noon.AddHours(hour))?.Product;
            (held?.UnitPrice, held?.PriceVersion).ShouldBe((right?.Amount, right?.Version), $"at {hour} h");
        }
    }, threads: 1);

    public void Dispose() => till.Dispose();
}
