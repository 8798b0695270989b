using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Terminals;

/// <summary>Another machine takes a terminal's place in minutes, and what the first had sold and not sent comes into the books when somebody says so, once.</summary>
public sealed class ReplaceTests(TestServers servers)
{
    static Task<HttpResponseMessage> AcceptAsync(HttpClient person, TerminalId terminal, string reason = "mesin rusak, sudah diperiksa") =>
        person.PostAsJsonAsync($"/v1/terminals/{terminal}/quarantine/accept", new { reason }, TestContext.Current.CancellationToken);

    static async Task<TestTerminal> ReplacedAsync(CloudUnderTest cloud, HttpClient owner, TestTerminal old)
    {
        var code = (await (await owner.PostAsync($"/v1/terminals/{old.Id}/enrolment-code", null, TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("code").GetString()!;
        var machine = new TestTerminal(cloud.Client, old.Store, old.Number);
        await machine.EnrolAsync(code);
        return machine;
    }

    [Fact]
    public async Task The_new_machine_sells_at_once_and_what_the_old_one_still_sends_is_aside_until_it_is_accepted()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var old = await cloud.EnrolAsync();
        await old.PushAsync(SaleOf.Product(old));
        var unsent = old.Write(SaleOf.Product(old), SaleOf.Product(old));
        using var machine = await ReplacedAsync(cloud, owner, old);
        (machine.Id, machine.Epoch).ShouldBe((old.Id, old.Epoch + 1));

        (await machine.PushAsync(SaleOf.Product(machine))).Status.ShouldBe(PushStatus.ok);
        (await old.PushAsync(unsent)).Status.ShouldBe(PushStatus.quarantined);
        (await old.SendAsync(HttpMethod.Get, "/sync/v1/feeds", [])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await machine.PushAsync(SaleOf.Product(machine))).Status.ShouldBe(PushStatus.ok);
        await ApplyAsync(cloud, "JKT01");
        (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(3);
        (await cloud.Ask<string>("select string_agg(distinct subject, ',') from flag where kind = 'quarantined' and settled_at is null")).ShouldBe("replaced");

        // It sends what it has once more: the acknowledgement was lost.
        (await old.PushAsync(unsent)).Status.ShouldBe(PushStatus.quarantined);
        var told = await (await AcceptAsync(owner, old.Id)).JsonAsync();
        (told.GetProperty("accepted").GetInt32(), told.GetProperty("left").GetInt32()).ShouldBe((2, 0));
        await ApplyAsync(cloud, "JKT01");
        (await (await AcceptAsync(owner, old.Id)).JsonAsync()).GetProperty("accepted").GetInt32().ShouldBe(0);
        (await old.PushAsync(unsent)).Status.ShouldBe(PushStatus.quarantined);
        (await (await AcceptAsync(owner, old.Id)).JsonAsync()).GetProperty("left").GetInt32().ShouldBe(0);
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(5);
        (await cloud.Ask<long>("select count(*) from fact where dead_letter is not null")).ShouldBe(0);
        (await cloud.Ask<long>("select count(*) from flag where kind = 'quarantined' and settled_at is null")).ShouldBe(0);
        (await cloud.Ask<string>("select after::text from audit where action = 'quarantine-accepted'")).ShouldContain("mesin rusak");
    }

    [Fact]
    public async Task The_rescue_file_of_a_machine_that_was_replaced_is_taken_too()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var old = await cloud.EnrolAsync();
        var body = JsonSerializer.Serialize(old.Write(SaleOf.Product(old), SaleOf.Product(old)), WireJson.Default.ChangeBatch);
        var line = JsonSerializer.Serialize(new RescuedPush(old.Id, 7, TerminalSignature.Sign(old.Key, "POST", RescuedPush.path, 7, Encoding.UTF8.GetBytes(body)), body), WireJson.Default.RescuedPush);
        using var machine = await ReplacedAsync(cloud, owner, old);
        await machine.PushAsync(SaleOf.Product(machine));

        var rescued = await (await owner.PostAsync("/v1/rescue", new StringContent(line + "\n"), TestContext.Current.CancellationToken)).JsonAsync();
        (rescued.GetProperty("facts").GetInt32(), rescued.GetProperty("status").GetString()).ShouldBe((2, "quarantined"));
        await AcceptAsync(owner, old.Id);
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(3);
    }

    [Fact]
    public async Task What_a_revoked_terminal_sent_is_accepted_likewise_but_never_another_body_under_a_known_id()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var terminal = await cloud.EnrolAsync();
        var first = terminal.Write(SaleOf.Product(terminal));
        await terminal.PushAsync(first);
        await owner.PostAsync($"/v1/terminals/{terminal.Id}/revoke", null, TestContext.Current.CancellationToken);
        var late = terminal.Write(SaleOf.Product(terminal));
        (await terminal.PushAsync(late)).Status.ShouldBe(PushStatus.quarantined);
        var forged = first with { Changes = [first.Changes[0] with { Payload = first.Changes[0].Payload.Replace("\"quantity\"", "\"quantity \"", StringComparison.Ordinal) }] };
        await terminal.PushAsync(forged);

        var told = await (await AcceptAsync(owner, terminal.Id)).JsonAsync();
        await ApplyAsync(cloud, "JKT01");

        (told.GetProperty("accepted").GetInt32(), told.GetProperty("left").GetInt32()).ShouldBe((1, 1));
        (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(2);
        (await cloud.Ask<long>("select count(*) from flag where kind = 'quarantined' and settled_at is null")).ShouldBe(1);
    }

    [Fact]
    public async Task Only_the_office_accepts_with_a_reason_and_a_stranger_is_no_former_machine()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var manager = await cloud.SignInAsync("manager@sasuai.test");
        using var old = await cloud.EnrolAsync();
        using var machine = await ReplacedAsync(cloud, owner, old);
        using var stranger = new TestTerminal(cloud.Client, "JKT01", 1).With(old.Enrolled);

        (await stranger.SendAsync(HttpMethod.Get, "/sync/v1/feeds", [])).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await AcceptAsync(manager, old.Id)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await AcceptAsync(owner, old.Id, " ")).ProblemAsync()).Field.ShouldBe("reason");
        (await AcceptAsync(owner, new(Guid.NewGuid()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // The same machine that is enrolled again has no former self.
        var code = (await (await owner.PostAsync($"/v1/terminals/{machine.Id}/enrolment-code", null, TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("code").GetString()!;
        await machine.EnrolAsync(code);
        (await cloud.Ask<long>("select count(*) from former_key")).ShouldBe(1);
        (await machine.PushAsync(SaleOf.Product(machine))).Status.ShouldBe(PushStatus.ok);
    }
}
