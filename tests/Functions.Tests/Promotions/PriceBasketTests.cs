using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Promotions;

/// <summary>The office sets promotions and taxes, tills hear of them, and the cloud prices a basket exactly as they do.</summary>
public sealed class PriceBasketTests(TestServers servers)
{
    static readonly DateTimeOffset at = new(2026, 11, 27, 10, 0, 0, TimeSpan.FromHours(7));

    static (ProductId Id, string Name, string Category, long Price, string Code) Goods(int index) =>
        DemoCatalogue.All[index] is var product ? (DemoChain.Product(product.Gtin), product.Name, product.Category, product.Price, product.Gtin) : default;

    static Promotion Rule(int number, string name, PromotionKind kind, int percent = 0, string? category = null, long amount = 0) =>
        new(new(new Guid($"0199a000-0000-7000-8000-{number:x12}")), name, percent * 100, category, null, at.AddDays(-30), at.AddDays(30), true, kind, new(amount));

    static readonly Promotion[] rules =
    [
        Rule(1, "Minuman 2 gratis 1", PromotionKind.BuyGet, 100, "Minuman") with { Pieces = 2, Free = 1 },
        Rule(2, "Mi 3 sepuluh ribu", PromotionKind.MixAndMatch, category: "Mi Instan", amount: 9_000) with { Pieces = 3 },
        Rule(3, "Jumat sore", PromotionKind.Percent, 15) with { Weekdays = [DayOfWeek.Friday], From = new(9, 0), Until = new(11, 0) },
        Rule(4, "Biskuit serba dua ribu", PromotionKind.FixedPrice, category: "Biskuit", amount: 2_000) with { MembersOnly = true },
        Rule(5, "Belanja lima puluh", PromotionKind.AmountOffTotal, amount: 5_000) with { MinimumSpend = new(50_000), Stacking = Stacking.Compounded },
        Rule(6, "Kupon", PromotionKind.AmountOff, amount: 333) with { Coupon = "HEMAT", Stacking = Stacking.Compounded },
    ];

    [Fact]
    public async Task The_cloud_prices_a_basket_to_the_unit_as_a_till_does_with_what_it_was_told()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var terminal = await cloud.EnrolAsync();
        foreach (var rule in rules) (await PutAsync(owner, $"/v1/promotions/{rule.PromotionId}", JsonSerializer.Serialize(rule, WireJson.Default.Promotion))).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(owner, "/v1/taxes/PPN", """{"code":"PPN","steps":[{"from":"2022-04-01","rate":{"code":"PPN","rateBasisPoints":1100}},{"from":"2025-01-01","rate":{"code":"PPN","rateBasisPoints":1200,"baseNumerator":11,"baseDenominator":12}}]}"""))
            .ShouldBe(HttpStatusCode.OK);
        var told = await ToldAsync(terminal);
        told.Promotions.Count.ShouldBe(rules.Length + 1);
        told.Taxes!.ShouldHaveSingleItem().Steps.Count.ShouldBe(2);

        for (var number = 0; number < 30; number++)
        {
            var lines = Enumerable.Range(0, number % 8 + 1).Select(i => (Goods: Goods((number * 7 + i * 5) % 30), Pieces: (number + i) % 4 + 1)).ToArray();
            string[]? coupons = number % 3 == 0 ? ["hemat"] : null;
            var till = BestOffer.Price(new(default, [.. lines.Select((line, i) => new BasketLine(i + 1, line.Goods.Id, line.Goods.Code, line.Goods.Name, line.Goods.Category, "pcs",
                Quantity.Of(line.Pieces), new(line.Goods.Price), 1, new("PPN", 1_200, 11, 12)))], [], null, lines.Length, Coupons: coupons), told, at);

            var answer = await owner.PostAsJsonAsync("/v1/prices/quote", new { store = "JKT01", lines = lines.Select(line => new { code = line.Goods.Code, quantity = line.Pieces }), coupons, at }, TestContext.Current.CancellationToken);

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            var quote = await answer.JsonAsync();
            Figures(quote, "gross", "discount", "total", "tax").ShouldBe([till.Gross.Units, till.Discount.Units, till.Total.Units, till.Tax.Units]);
            quote.GetProperty("lines").EnumerateArray().Select(line => Figures(line, "gross", "discount", "net", "tax"))
                .ShouldBe(till.Lines.Select(line => new[] { line.Gross.Units, line.Discount.Units, line.Net.Units, line.Tax.Units }));
            till.Discount.Units.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task Every_line_of_a_quote_says_what_each_promotion_did()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        await PutAsync(owner, $"/v1/promotions/{rules[3].PromotionId}", JsonSerializer.Serialize(rules[3], WireJson.Default.Promotion));

        var quote = await (await owner.PostAsJsonAsync("/v1/prices/quote", new { store = "JKT01", lines = new[] { new { code = "8996001301142", quantity = 1 } }, at }, TestContext.Current.CancellationToken)).JsonAsync();

        var reasons = quote.GetProperty("lines")[0].GetProperty("promotions").EnumerateArray().ToDictionary(why => why.GetProperty("name").GetString()!, why => why.GetProperty("kind").GetString());
        reasons["Biskuit hemat 10 %"].ShouldBe("Applied");
        reasons["Biskuit serba dua ribu"].ShouldBe("MembersOnly");
    }

    [Theory]
    [InlineData("""{"store":"JKT01","lines":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"store":"JKT01","lines":[{"code":"089686010947","quantity":0}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"store":"XYZ","lines":[{"code":"089686010947","quantity":1}]}""", HttpStatusCode.NotFound)]
    [InlineData("""{"store":"JKT01","lines":[{"code":"nothing","quantity":1}]}""", HttpStatusCode.NotFound)]
    public async Task A_basket_that_cannot_be_priced_is_refused(string body, HttpStatusCode status)
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();

        (await owner.PostAsync("/v1/prices/quote", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_promotion_that_makes_no_sense_is_refused_as_is_a_tax_without_a_step()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        var wrong = rules[0] with { Pieces = 0 };

        (await PutAsync(owner, $"/v1/promotions/{wrong.PromotionId}", JsonSerializer.Serialize(wrong, WireJson.Default.Promotion))).ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(owner, $"/v1/promotions/{Guid.CreateVersion7()}", JsonSerializer.Serialize(rules[0], WireJson.Default.Promotion))).ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(owner, "/v1/taxes/PPN", """{"code":"PPN","steps":[]}""")).ShouldBe(HttpStatusCode.BadRequest);
        (await cloud.Ask<long>("select count(*) from audit")).ShouldBe(0);
    }

    static async Task<HttpStatusCode> PutAsync(HttpClient owner, string address, string json) =>
        (await owner.PutAsync(address, new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken)).StatusCode;

    static async Task<PricingRules> ToldAsync(TestTerminal terminal)
    {
        var items = (await terminal.PullAsync(Feeds.Store(DemoChain.Store("JKT01")))).Items.GroupBy(item => (item.Kind, item.Key)).Select(all => all.Last()).ToArray();
        return new([.. items.Where(item => item.Kind == FeedKinds.promotion).Select(item => JsonSerializer.Deserialize(item.Body, WireJson.Default.PromotionItem)!.Promotion)],
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"),
            [.. items.Where(item => item.Kind == FeedKinds.tax).Select(item => JsonSerializer.Deserialize(item.Body, WireJson.Default.TaxItem)!.Schedule)]);
    }

    static long[] Figures(JsonElement of, params string[] names) => Array.ConvertAll(names, name => of.GetProperty(name).GetInt64());
}
