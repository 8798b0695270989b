using System.Net;
using System.Text;
using System.Text.Json;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Sync;

/// <summary>The unsent facts of a terminal that is dead come in a file, once, and whoever carries it can change nothing.</summary>
public sealed class RescueTests(TestServers servers)
{
    static string Line(TestTerminal terminal, ChangeBatch batch)
    {
        var body = JsonSerializer.Serialize(batch, WireJson.Default.ChangeBatch);
        return JsonSerializer.Serialize(new RescuedPush(terminal.Id, 7, TerminalSignature.Sign(terminal.Key, "POST", RescuedPush.path, 7, Encoding.UTF8.GetBytes(body)), body), WireJson.Default.RescuedPush);
    }

    static Task<HttpResponseMessage> HandInAsync(HttpClient person, params string[] lines) =>
        person.PostAsync("/v1/rescue", new StringContent(string.Join('\n', lines) + "\n"), TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_file_is_taken_as_if_the_terminal_had_sent_it_and_counts_once()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        await terminal.PushAsync(SaleOf.Product(terminal));
        var (first, second) = (terminal.Write(SaleOf.Product(terminal), SaleOf.Product(terminal)), terminal.Write(SaleOf.Product(terminal)));
        string[] file = [Line(terminal, first), Line(terminal, second)];

        var told = await (await HandInAsync(owner, file)).JsonAsync();
        (told.GetProperty("facts").GetInt32(), told.GetProperty("status").GetString()).ShouldBe((3, "ok"));
        await HandInAsync(owner, file);
        // The machine comes back to life and sends them itself.
        (await terminal.PushAsync(first)).Status.ShouldBe(PushStatus.ok);
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(4);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(4);
        (await cloud.Ask<long>("select count(*) from audit where action = 'facts-rescued'")).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_changed_on_the_way_is_refused_with_its_line_and_what_was_before_it_stays()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var (good, bad) = (Line(terminal, terminal.Write(SaleOf.Product(terminal))), Line(terminal, terminal.Write(SaleOf.Product(terminal))));

        var problem = await (await HandInAsync(owner, good, bad.Replace("Kasir", "kasir", StringComparison.Ordinal).Replace("JKT01-01", "JKT01-02", StringComparison.Ordinal))).ProblemAsync();

        (problem.Field, problem.Text.Contains("1 facts before it are kept", StringComparison.Ordinal)).ShouldBe(("line 2", true));
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(1);
        (await (await HandInAsync(owner, "no json")).ProblemAsync()).Field.ShouldBe("line 1");
        (await HandInAsync(owner)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var manager = await cloud.SignInAsync("manager@sasuai.test");
        (await HandInAsync(manager, good)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_file_that_lacks_its_beginning_or_is_of_a_revoked_terminal_is_told_so()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var (first, second) = (Line(terminal, terminal.Write(SaleOf.Product(terminal))), Line(terminal, terminal.Write(SaleOf.Product(terminal))));

        (await (await HandInAsync(owner, second)).JsonAsync()).GetProperty("status").GetString().ShouldBe("gap");
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(0);
        await owner.PostAsync($"/v1/terminals/{terminal.Id}/revoke", null, TestContext.Current.CancellationToken);
        (await (await HandInAsync(owner, first, second)).JsonAsync()).GetProperty("status").GetString().ShouldBe("quarantined");

        (await cloud.Ask<long>("select count(*) from quarantine")).ShouldBe(2);
    }
}
