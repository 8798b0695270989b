using System.Net;
using System.Text;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Sync;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Terminals;

/// <summary>An admin says how a store's counters work, and its terminals hear of it.</summary>
public sealed class CounterRulesTests(TestServers servers)
{
    const string rules = """
        {"overShortLimit":5000,"denominations":[100000,50000],"rights":[{"role":"Cashier","rights":[{"right":"Refund","upTo":100000}]}],
        "qris":{"accountTemplate":[{"tag":"26","value":"0016COM.EXAMPLE.WWW"}],"categoryCode":"5411","name":"TOKO SASUAI","city":"JAKARTA"},"pointWorth":100}
        """;

    [Fact]
    public async Task Rules_reach_the_terminals_of_their_store_and_the_audit()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var jakarta = await cloud.EnrolAsync();
        using var denpasar = await cloud.EnrolAsync("DPS01");

        var answer = await owner.PutAsync("/v1/stores/JKT01/counter-rules", Body(rules), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var told = (await StoreAsync(jakarta, "JKT01")).Counter.ShouldNotBeNull();
        told.OverShortLimit.ShouldBe(new Money(5_000));
        told.Qris.ShouldNotBeNull().AccountTemplate.ShouldHaveSingleItem().Tag.ShouldBe("26");
        told.Rights.ShouldNotBeNull().ShouldHaveSingleItem().Rights.ShouldHaveSingleItem().UpTo.ShouldBe(new Money(100_000));
        (await StoreAsync(denpasar, "DPS01")).Counter.ShouldBeNull();
        (await cloud.Ask<string>("select action from audit")).ShouldBe("counter-rules-set");
    }

    [Fact]
    public async Task A_store_s_tills_hear_each_other_s_keys_and_which_is_revoked()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync(number: 2);

        var keys = await KeysAsync(second);
        keys.Select(key => (key.TerminalId, key.Number, key.Epoch, key.Revoked)).ShouldBe([(first.Id, 1, 1, false), (second.Id, 2, 1, false)]);
        keys.Select(key => key.PublicKey).Distinct().Count().ShouldBe(2);

        (await owner.PostAsync($"/v1/terminals/{first.Id}/revoke", null, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await KeysAsync(second)).Select(key => (key.Number, key.Revoked)).ShouldBe([(1, true), (2, false)]);
        (await owner.PutAsync("/v1/stores/JKT01/counter-rules", Body("""{"offlineRefundCap":100000}"""), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await KeysAsync(second)).Select(key => (key.Number, key.Revoked)).ShouldBe([(1, true), (2, false)]);
    }

    [Theory]
    [InlineData("""{"overShortLimit":-1}""", "limits")]
    [InlineData("""{"denominations":[100,100]}""", "denominations")]
    [InlineData("""{"rights":[{"role":"Cashier","rights":[{"right":"Discount","upToBasisPoints":10001}]}]}""", "rights")]
    [InlineData("""{"codePatterns":["weight 21"]}""", "codePatterns")]
    [InlineData("""{"logo":"no base64"}""", "logo")]
    [InlineData("""{"qris":{"accountTemplate":[],"categoryCode":"5411","name":"A","city":"B"}}""", "qris")]
    [InlineData("""{"qris":{"accountTemplate":[{"tag":"26","value":"x"}],"categoryCode":"54","name":"A","city":"B"}}""", "qris")]
    public async Task What_no_counter_can_work_with_is_refused(string body, string field)
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();

        var answer = await owner.PutAsync("/v1/stores/JKT01/counter-rules", Body(body), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain($"\"{field}\"");
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_told()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();

        (await owner.PutAsync("/v1/stores/XYZ/counter-rules", Body(rules), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    static async Task<StoreItem> StoreAsync(TestTerminal terminal, string code) =>
        JsonSerializer.Deserialize((await terminal.PullAsync(Feeds.Store(DemoChain.Store(code)))).Items.Last(item => item.Kind == FeedKinds.store).Body, WireJson.Default.StoreItem)!;

    /// <summary>The newest word about each key, by the terminal's number.</summary>
    static async Task<TillKeyItem[]> KeysAsync(TestTerminal terminal) =>
        [.. (await terminal.PullAsync(Feeds.Store(DemoChain.Store("JKT01")))).Items.Where(item => item.Kind == FeedKinds.tillKey).GroupBy(item => item.Key)
            .Select(key => JsonSerializer.Deserialize(key.Last().Body, WireJson.Default.TillKeyItem)!).OrderBy(key => key.Number)];
}
