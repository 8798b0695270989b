using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Sync;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Catalogue;

public sealed class PriceTests(TestServers servers)
{
    [Fact]
    public async Task A_new_price_reaches_the_price_feed_the_product_list_and_the_audit()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var terminal = await cloud.EnrolAsync();
        var product = DemoChain.Product("089686010947");
        var before = (await terminal.PullAsync(Feeds.Price(DemoChain.Book))).Last;

        var answer = await owner.PostAsJsonAsync($"/v1/products/{product}/prices", new { amount = 3_900 }, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var item = (await terminal.PullAsync(Feeds.Price(DemoChain.Book), before)).Items.ShouldHaveSingleItem();
        var price = JsonSerializer.Deserialize(item.Body, WireJson.Default.PriceItem)!;
        (price.ProductId, price.Amount.Units).ShouldBe((product, 3_900));
        var found = await (await owner.GetAsync("/v1/products?search=089686010947", TestContext.Current.CancellationToken)).JsonAsync();
        found.GetProperty("products")[0].GetProperty("price").GetInt64().ShouldBe(3_900);
        found.GetProperty("products")[0].GetProperty("name").GetString().ShouldBe("Indomie Mi Goreng 85 g");
        (await cloud.Ask<string>("select action || ' ' || (before ->> 'amount') || ' ' || (after ->> 'amount') from audit")).ShouldBe("price-set 3500 3900");
    }

    [Fact]
    public async Task A_price_from_later_leaves_today_s_price_as_it_is()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        var product = DemoChain.Product("089686010947");

        await owner.PostAsJsonAsync($"/v1/products/{product}/prices", new { amount = 9_999, validFrom = TimeProvider.System.GetUtcNow().AddDays(3) }, TestContext.Current.CancellationToken);

        var found = await (await owner.GetAsync("/v1/products?search=indomie", TestContext.Current.CancellationToken)).JsonAsync();
        found.GetProperty("products")[0].GetProperty("price").GetInt64().ShouldBe(3_500);
    }

    [Theory]
    [InlineData("""{"amount":-1}""", HttpStatusCode.BadRequest, "amount")]
    [InlineData("""{"amount":1.5}""", HttpStatusCode.BadRequest, "amount")]
    [InlineData("""{"amount":"3500"}""", HttpStatusCode.BadRequest, "amount")]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "amount")]
    [InlineData("""{"amount":1,"validFrom":"soon"}""", HttpStatusCode.BadRequest, "validFrom")]
    [InlineData("""{"amount":1,"priceBook":"0199a000-0000-7000-8000-000000000001"}""", HttpStatusCode.NotFound, "priceBook")]
    public async Task A_price_that_is_none_is_refused(string body, HttpStatusCode status, string field)
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();

        var answer = await owner.PostAsync($"/v1/products/{DemoChain.Product("089686010947")}/prices", new StringContent(body), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(status);
        (await answer.ProblemAsync()).Field.ShouldBe(field);
    }

    [Fact]
    public async Task An_unknown_product_has_no_price_and_a_manager_sets_none()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var manager = await cloud.SignInAsync("manager@sasuai.test");

        var unknown = await owner.PostAsJsonAsync($"/v1/products/{Guid.NewGuid()}/prices", new { amount = 1 }, TestContext.Current.CancellationToken);
        var forbidden = await manager.PostAsJsonAsync($"/v1/products/{DemoChain.Product("089686010947")}/prices", new { amount = 1 }, TestContext.Current.CancellationToken);

        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_search_with_signs_of_sql_finds_nothing_and_breaks_nothing()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();

        foreach (var search in (string[])["%", "_", "'; drop table product; --", "\\"])
            (await (await owner.GetAsync($"/v1/products?search={Uri.EscapeDataString(search)}", TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("products").GetArrayLength().ShouldBe(0, search);
    }
}
