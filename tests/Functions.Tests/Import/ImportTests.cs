using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Seed;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using Sasuai.Tests.Sales;

namespace Sasuai.Tests.Import;

public sealed class ImportTests(TestServers servers)
{
    [Fact]
    public async Task A_chain_imported_twice_is_there_once_with_terminals_that_enrol()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        var asked = new ImportChain("GBP", 2, [new("UK1", "London", "Europe/London")], [new("UK1", 1, "Till 1"), new("UK1", 2, "Till 2")]);

        var first = await SendAsync<ChainImported>(owner, "chain", asked);
        var second = await SendAsync<ChainImported>(owner, "chain", asked);

        second.Stores.ShouldBe(first.Stores);
        second.Terminals.Select(terminal => terminal.TerminalId).ShouldBe(first.Terminals.Select(terminal => terminal.TerminalId));
        using var terminal = new TestTerminal(cloud.Client, "UK1", 2);
        await terminal.EnrolAsync(second.Terminals[1].EnrolmentCode);
        var page = await terminal.PullAsync(Feeds.Store(terminal.Enrolled.StoreId));
        page.Items.Where(item => item.Kind == FeedKinds.store).Select(item => JsonSerializer.Deserialize(item.Body, WireJson.Default.StoreItem)!.Currency).Distinct().ShouldBe(["GBP"]);
    }

    [Fact]
    public async Task A_chain_that_has_sold_keeps_its_currency()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var terminal = await cloud.EnrolAsync();
        await terminal.PushAsync(SaleOf.Product(terminal));
        await ApplyTests.ApplyAsync(cloud, "JKT01");

        var answer = await owner.PostAsJsonAsync("/v1/import/chain", new ImportChain("GBP", 2, [], []), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.ProblemAsync()).Field.ShouldBe("currency");
    }

    [Theory]
    [InlineData("""{"currency":"rupiah","decimals":0,"stores":[],"terminals":[]}""", "currency")]
    [InlineData("""{"currency":"IDR","decimals":0,"stores":[{"code":"A B","name":"x","timeZone":"Asia/Jakarta"}],"terminals":[]}""", "stores[0].code")]
    [InlineData("""{"currency":"IDR","decimals":0,"stores":[{"code":"AB","name":"x","timeZone":"Mars/Base"}],"terminals":[]}""", "stores[0].timeZone")]
    [InlineData("""{"currency":"IDR","decimals":0,"stores":[{"code":"AB","timeZone":"Asia/Jakarta"}],"terminals":[]}""", "stores[0].name")]
    [InlineData("""{"currency":"IDR","decimals":0,"stores":[],"terminals":[{"storeCode":"JKT01","number":0,"name":"x"}]}""", "terminals[0].number")]
    public async Task A_chain_with_a_mistake_names_the_field(string body, string field)
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();

        var answer = await owner.PostAsync("/v1/import/chain", new StringContent(body), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ProblemAsync()).Field.ShouldBe(field);
    }

    [Fact]
    public async Task A_catalogue_sent_twice_changes_nothing_and_a_new_price_is_a_new_version()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        var rows = new ImportProduct[] { new("85123A", "White heart", "Gifts", "pcs", new(255), null, null, "NONE"), new("85123a", "Other heart", "Gifts", "pcs", new(256), new(100), "5012345678900", "NONE") };

        var first = await SendAsync<Imported>(owner, "catalogue", new ImportCatalogue(rows));
        var second = await SendAsync<Imported>(owner, "catalogue", new ImportCatalogue(rows));
        var third = await SendAsync<Imported>(owner, "catalogue", new ImportCatalogue([rows[0] with { Price = new(300) }, rows[1] with { Name = "Another heart" }]));

        (first.Added, first.Changed, first.Unchanged, first.Refused.Count).ShouldBe((2, 0, 0, 0));
        (second.Added, second.Changed, second.Unchanged).ShouldBe((0, 0, 2));
        (third.Added, third.Changed, third.Unchanged).ShouldBe((0, 2, 0));
        (await cloud.Ask<long>("select count(*) from price p join product using (product_id) where sku in ('85123A', '85123a')")).ShouldBe(3);
        var found = await (await owner.GetAsync("/v1/products?search=5012345678900", TestContext.Current.CancellationToken)).JsonAsync();
        found.GetProperty("products")[0].GetProperty("name").GetString().ShouldBe("Another heart");
    }

    [Fact]
    public async Task Wrong_rows_are_refused_with_their_reason_and_the_others_come_in()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        static ImportProduct Row(string sku) => new(sku, "Name", "", "pcs", new(100), null, null, "NONE");

        var catalogue = await SendAsync<Imported>(owner, "catalogue", new ImportCatalogue(
            [Row("A"), Row("A"), Row("B") with { Price = new(-1) }, Row("C") with { TaxCode = "VAT" }, Row("D") with { Barcode = "089686010947" }, Row(""), Row("E") with { Barcode = "A" }, Row("F")]));
        var members = await SendAsync<Imported>(owner, "members", new ImportMembers(
            [new("C1", "Ani", "081312345678"), new("C2", "Budi", "letters"), new("C3", "Cici", "0813-1234-5678"), new("C4", "", null), new("C5", "Dedi", null)]));

        catalogue.Refused.Select(row => (row.Key, row.Refusal.Field)).ShouldBe([("A", "sku"), ("B", "price"), ("C", "taxCode"), ("D", "barcode"), ("", "sku"), ("E", "barcode")]);
        catalogue.Added.ShouldBe(2);
        members.Refused.Select(row => (row.Key, row.Refusal.Field)).ShouldBe([("C2", "phone"), ("C3", "phone"), ("C4", "name")]);
        members.Added.ShouldBe(2);
        (await cloud.Ask<string>("select t.name from member join tier t using (tier_id) where card = 'C1'")).ShouldBe("Perunggu");
    }

    [Fact]
    public async Task Members_sent_twice_change_nothing_and_a_new_name_reaches_the_terminals()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();

        var first = await SendAsync<Imported>(owner, "members", new ImportMembers([new("C1", "Ani", "081312345678")]));
        var second = await SendAsync<Imported>(owner, "members", new ImportMembers([new("C1", "Ani", null)]));
        var third = await SendAsync<Imported>(owner, "members", new ImportMembers([new("C1", "Ani Lestari", null)]));

        (first.Added, second.Unchanged, third.Changed).ShouldBe((1, 1, 1));
        (await cloud.Ask<long>("select count(*) from feed_item where kind = 'member' and body like '%Ani Lestari%6281312345678%'")).ShouldBe(1);
    }

    [Fact]
    public async Task Points_that_waited_for_a_member_are_entered_when_the_member_comes()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await terminal.PushAsync(SaleOf.Product(terminal, quantity: 300, card: "MBR-9999"));
        await ApplyTests.ApplyAsync(cloud, "JKT01");

        await cloud.Database.InChain(DemoChain.Chain, work => MemberTable.Add(work, DemoChain.Chain, [new(DemoChain.Member("MBR-9999"), "Baru", null, "MBR-9999", null, 0, work.Now)]), TestContext.Current.CancellationToken);

        (await cloud.Ask<long>("select lifetime_points from member where card = 'MBR-9999'")).ShouldBe(1_140);
        (await cloud.Ask<long>("select count(*) from points_waiting where settled_at is null")).ShouldBe(0);
        (await cloud.Ask<long>("select count(*) from outbox")).ShouldBe(1);
    }

    static async Task<T> SendAsync<T>(HttpClient owner, string what, object body)
    {
        var answer = await owner.PostAsJsonAsync($"/v1/import/{what}", body, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await answer.Content.ReadFromJsonAsync<T>(Sasuai.Functions.Platform.Json.Options, TestContext.Current.CancellationToken))!;
    }
}
