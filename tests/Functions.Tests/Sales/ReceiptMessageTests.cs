using System.Net;
using System.Net.Http.Json;
using Sasuai.Sales;
using Sasuai.Tests.Notifications;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Sales;

/// <summary>A member who wants it gets the receipt as an address that only they know, and it opens without signing in.</summary>
public sealed class ReceiptMessageTests(TestServers servers) : IDisposable
{
    const string address = "https://toko.example";

    TestTerminal terminal = null!;

    async Task<Operator> StartAsync(bool wanted = true)
    {
        var office = await Operator.StartAsync(servers, $"--PublicUrl={address}", "--ReceiptKey=a-key-of-32-letters-and-some-more", "--AzureWebJobs.ApplyChanges.Disabled=true");
        (await office.Office.PutAsJsonAsync("/v1/message-rules", new { receiptMessages = wanted }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await office.Cloud.Ask<int>("""
            with said as (insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at)
                select gen_random_uuid(), chain_id, member_id, 'whatsapp', 'loyalty', 'given', 'counter', now() from member where card = 'MBR-0002' returning 1)
            select count(*)::int from said
            """);
        terminal = await office.Cloud.EnrolAsync();
        return office;
    }

    /// <summary>Posts the sales, and brings what the relay and the broker would bring.</summary>
    async Task SellAsync(Operator office, params SaleCompleted[] sales)
    {
        await terminal.PushAsync([.. sales]);
        await ApplyAsync(office.Cloud, "JKT01");
        await office.BringAsync();
    }

    /// <summary>The member got something before, some days ago.</summary>
    static async Task KnownAsync(Operator office)
    {
        var id = await office.MessageAsync("accepted");
        await office.Cloud.Ask<int>("with own as (update notification set member_id = (select member_id from member where card = 'MBR-0002') where notification_id = @id returning 1) select count(*)::int from own", new { id });
    }

    SaleCompleted Sale(string card = "MBR-0002") => SaleOf.Product(terminal, quantity: 2, card: card) with { CompletedAt = TimeProvider.System.GetUtcNow() };

    public void Dispose() => terminal?.Dispose();

    [Fact]
    public async Task The_receipt_opens_by_its_link_alone_and_holds_what_was_bought()
    {
        await using var office = await StartAsync();
        await KnownAsync(office);
        await SellAsync(office, Sale(), Sale("MBR-0001"));
        await office.PumpAsync();

        var content = office.Gateway.Delivered.ShouldHaveSingleItem().Content;
        var link = content.Split(' ').Single(word => word.StartsWith(address, StringComparison.Ordinal));
        content.ShouldContain("Struk belanja Anda Rp ");
        await office.Cloud.Ask<int>("with odd as (update sale_line set name = '<b>Teh</b> & gula' returning 1) select count(*)::int from odd");
        var answer = await office.Cloud.Client.GetAsync(link[address.Length..], TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (answer.Content.Headers.ContentType!.ToString(), answer.Headers.GetValues("Content-Security-Policy").Single()).ShouldBe(("text/html; charset=utf-8", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"));
        var number = await office.Cloud.Ask<string>("select receipt_number from sale join member using (member_id) where card = 'MBR-0002'");
        page.ShouldContain($"<title>Struk {number}</title>");
        page.ShouldContain("&lt;b&gt;Teh&lt;/b&gt; &amp; gula");
        page.ShouldNotContain("{{");
        page.ShouldContain($"<td>Total</td><td>{content[(content.IndexOf("Rp ", StringComparison.Ordinal))..content.IndexOf(" di ", StringComparison.Ordinal)]}</td>");
        page.ShouldNotContain("Diskon");
    }

    [Fact]
    public async Task No_other_address_opens_anything()
    {
        await using var office = await StartAsync();
        await KnownAsync(office);
        await SellAsync(office, Sale());
        await office.PumpAsync();
        var content = office.Gateway.Delivered.ShouldHaveSingleItem().Content;
        var token = content.Split(' ').Single(word => word.StartsWith(address, StringComparison.Ordinal))[(address.Length + 3)..];

        for (var i = 0; i < token.Length - 1; i++)
        {
            var other = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            (await office.Cloud.Client.GetAsync($"/r/{other}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound, other);
        }
        foreach (var wrong in new[] { "", "x", token + "A", token[..^1], new string('A', 400) })
            (await office.Cloud.Client.GetAsync($"/r/{wrong}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound, wrong);
        await office.Cloud.Ask<int>("with old as (update sale set completed_at = now() - interval '366 days' returning 1) select count(*)::int from old");
        (await office.Cloud.Client.GetAsync($"/r/{token}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_first_message_holds_no_link_and_a_sale_that_came_days_late_sends_none()
    {
        await using var office = await StartAsync();
        await SellAsync(office, Sale());
        await office.PumpAsync();
        (await office.Cloud.Ask<string>("select state || ':' || reason from notification")).ShouldBe("suppressed:first_message");
        await KnownAsync(office);
        using var third = await office.Cloud.EnrolAsync("DPS01");
        await third.PushAsync(SaleOf.Product(third, card: "MBR-0002") with { CompletedAt = TimeProvider.System.GetUtcNow().AddDays(-2) });
        await ApplyAsync(office.Cloud, "DPS01");
        await office.BringAsync();
        await office.PumpAsync();

        (await office.Cloud.Ask<string>("select string_agg(reason, ' ' order by reason) from notification where template_key = 'receipt'")).ShouldBe("first_message stale");
        office.Gateway.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Receipts_do_not_wait_for_the_cap_of_other_messages_and_do_not_fill_it()
    {
        await using var office = await StartAsync();
        await KnownAsync(office);
        await SellAsync(office, Sale(), Sale(), Sale());
        await office.PumpAsync();
        office.Gateway.Delivered.Count.ShouldBe(3);
        var tier = await office.MessageAsync();
        await office.Cloud.Ask<int>("with own as (update notification set member_id = (select member_id from member where card = 'MBR-0002'), tier_id = (select tier_id from member where card = 'MBR-0002') where notification_id = @tier returning 1) select count(*)::int from own", new { tier });

        await office.PumpAsync();

        (await office.StateAsync(tier)).ShouldBe("accepted");
        // Another message that rests for the cap until tomorrow does not hold up a receipt.
        var capped = await office.MessageAsync();
        await office.Cloud.Ask<int>("with own as (update notification set member_id = (select member_id from member where card = 'MBR-0002'), tier_id = (select tier_id from member where card = 'MBR-0002') where notification_id = @capped returning 1) select count(*)::int from own", new { capped });
        await office.PumpAsync();
        (await office.StateAsync(capped)).ShouldBe("pending:capped");
        await office.Cloud.Ask<int>("with gone as (delete from outbox returning 1) select count(*)::int from gone");
        await terminal.PushAsync(Sale());
        await ApplyAsync(office.Cloud, "JKT01");
        await office.BringAsync();
        await office.PumpAsync();
        office.Gateway.Delivered.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Where_the_chain_does_not_want_it_or_the_server_gives_no_links_there_are_none()
    {
        await using var office = await StartAsync(wanted: false);
        await SellAsync(office, Sale());
        (await office.Cloud.Ask<long>("select count(*) from notification where template_key = 'receipt'")).ShouldBe(0);
        await using var without = await Operator.StartAsync(servers);

        (await (await without.Office.PutAsJsonAsync("/v1/message-rules", new { receiptMessages = true }, TestContext.Current.CancellationToken)).ProblemAsync()).Field.ShouldBe("receiptMessages");
        (await without.Cloud.Client.GetAsync("/r/abc", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
