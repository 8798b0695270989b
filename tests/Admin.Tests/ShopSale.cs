using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests;

/// <summary>Sales of today as a lane completes them, by the shared rules, from what the terminal itself has pulled.</summary>
static class ShopSale
{
    // A drawer that was opened for each terminal that sells here.
    static readonly TillSessionId tillSession = new(Guid.CreateVersion7());

    public static async Task<SaleCompleted> OfAsync(TestTerminal terminal, string gtin, decimal quantity, string zone, string? card = null)
    {
        var product = await ProductAsync(terminal, gtin);
        var price = await PriceOfAsync(terminal, product.ProductId);
        var staff = await AllAsync(terminal, Feeds.Store(terminal.Enrolled.StoreId), FeedKinds.staff, WireJson.Default.StaffItem);
        var member = card is null ? null : await MemberOfAsync(terminal, card);
        var basket = Basket.Start(new(Guid.CreateVersion7()))
            .AddAsSold(new(product.ProductId, product.Sku, gtin, product.Name, product.Category, product.Unit, Quantity.One, price.Amount, price.Version, product.Tax), Quantity.From(quantity), default)
            .Attach(member is null ? null : new(member.MemberId, member.Name, null, member.Points, 100));
        var now = TimeProvider.System.GetUtcNow();
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        var priced = BestOffer.Price(basket.Lines, [], now);
        var due = Checkout.Due(priced, inCash: true, new(100));
        return Checkout.Complete(basket, priced, [(TenderKind.Cash, due, null)], new(100), new(new Money(1_000)),
            new(new(terminal.Store, terminal.Number, terminal.Epoch, ++terminal.Receipts), tillSession, staff[0].StaffId, day, now)).Value;
    }

    /// <summary>The newest price of a product in this terminal's price feed.</summary>
    public static async Task<PriceItem> PriceAsync(TestTerminal terminal, string gtin) => await PriceOfAsync(terminal, (await ProductAsync(terminal, gtin)).ProductId);

    static async Task<PriceItem> PriceOfAsync(TestTerminal terminal, ProductId product) =>
        (await AllAsync(terminal, await PriceFeedAsync(terminal), FeedKinds.price, WireJson.Default.PriceItem)).Last(price => price.ProductId == product);

    static async Task<ProductItem> ProductAsync(TestTerminal terminal, string gtin) =>
        (await AllAsync(terminal, Feeds.Catalogue(terminal.Enrolled.ChainId), FeedKinds.product, WireJson.Default.ProductItem))
            .Last(item => item.Codes.Any(code => code.Code.TrimStart('0') == gtin.TrimStart('0')));

    static async Task<string> PriceFeedAsync(TestTerminal terminal)
    {
        var answer = await terminal.SendAsync(HttpMethod.Get, "/sync/v1/feeds", []);
        answer.EnsureSuccessStatusCode();
        var positions = JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(), WireJson.Default.FeedPositions)!;
        return positions.Feeds.Single(feed => feed.Feed.StartsWith("price:", StringComparison.Ordinal)).Feed;
    }

    static async Task<MemberItem> MemberOfAsync(TestTerminal terminal, string card)
    {
        for (var shard = 0; shard < Feeds.memberShards; shard++)
            if ((await AllAsync(terminal, Feeds.Member(terminal.Enrolled.ChainId, shard), FeedKinds.member, WireJson.Default.MemberItem)).LastOrDefault(member => member.Card == card) is { } found)
                return found;
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No member has the card {card}."));
    }

    static async Task<IReadOnlyList<T>> AllAsync<T>(TestTerminal terminal, string feed, string kind, JsonTypeInfo<T> shape)
    {
        var all = new List<T>();
        for (var page = await terminal.PullAsync(feed); page.Items.Count > 0; page = await terminal.PullAsync(feed, page.Items[^1].Through))
            all.AddRange(page.Items.Where(item => item.Kind == kind).Select(item => JsonSerializer.Deserialize(item.Body, shape)!));
        return all;
    }
}
