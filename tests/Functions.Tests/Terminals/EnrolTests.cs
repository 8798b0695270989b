using System.Net;
using Sasuai.Sync;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Terminals;

public sealed class EnrolTests(TestServers servers)
{
    [Fact]
    public async Task A_code_works_once_and_a_repeated_request_of_the_same_machine_gets_the_same_answer()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        var code = CloudUnderTest.Seeded.Terminals[0].EnrolmentCode;
        using var terminal = await cloud.EnrolAsync();
        var enrolled = terminal.Enrolled;
        using var thief = new TestTerminal(cloud.Client, "JKT01", 1);

        await terminal.EnrolAsync(code.ToLowerInvariant().Insert(4, "-"));
        var stolen = await thief.AskToEnrolAsync(code);

        terminal.Enrolled.ShouldBe(enrolled);
        enrolled.Epoch.ShouldBe(1);
        enrolled.StoreCode.ShouldBe("JKT01");
        stolen.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await stolen.ProblemAsync()).Field.ShouldBe("code");
    }

    [Fact]
    public async Task A_machine_that_is_replaced_begins_a_new_epoch_and_the_old_key_pulls_nothing()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var old = await cloud.EnrolAsync();
        await old.PushAsync(SaleOf.Product(old));
        var issued = await (await owner.PostAsync($"/v1/terminals/{old.Id}/enrolment-code", null, TestContext.Current.CancellationToken)).JsonAsync();

        using var next = new TestTerminal(cloud.Client, "JKT01", 1);
        await next.EnrolAsync(issued.GetProperty("code").GetString()!);
        var refused = await old.SendAsync(HttpMethod.Get, "/sync/v1/feeds", []);
        var reply = await next.PushAsync(SaleOf.Product(next));

        next.Epoch.ShouldBe(2);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        reply.Status.ShouldBe(PushStatus.ok);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(2);
    }

    [Fact]
    public async Task Guessing_codes_is_stopped()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var guesser = new TestTerminal(cloud.Client, "JKT01", 1);
        for (var i = 0; i < 10; i++) (await guesser.AskToEnrolAsync($"GUESS{i:000}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var eleventh = await guesser.AskToEnrolAsync(CloudUnderTest.Seeded.Terminals[0].EnrolmentCode);

        eleventh.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("""{"publicKey":"AAAA","appVersion":"1"}""", "code")]
    [InlineData("""{"code":"ABCDEFGH","publicKey":"AAAA","appVersion":"1"}""", "publicKey")]
    [InlineData("""{"code":5,"publicKey":"AAAA","appVersion":"1"}""", "code")]
    [InlineData("""{"code":null,"publicKey":"AAAA","appVersion":"1"}""", "code")]
    public async Task An_enrolment_that_lacks_something_names_it(string body, string field)
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);

        var answer = await cloud.Client.PostAsync("/v1/terminals/enrol", new StringContent(body), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ProblemAsync()).Field.ShouldBe(field);
    }

    [Fact]
    public async Task The_list_of_terminals_tells_what_is_unsent_and_when_it_was_last_heard_of()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var manager = await cloud.SignInAsync("manager@sasuai.test");
        using var terminal = await cloud.EnrolAsync();
        await terminal.PushAsync(terminal.Write(SaleOf.Product(terminal)) with { HeadSequence = 8 });

        var all = (await (await owner.GetAsync("/v1/terminals", TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("terminals");
        var own = (await (await manager.GetAsync("/v1/terminals", TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("terminals");

        all.GetArrayLength().ShouldBe(4);
        own.EnumerateArray().Select(each => each.GetProperty("storeCode").GetString()).ShouldBe(["JKT01", "JKT01"]);
        own[0].GetProperty("unsent").GetInt64().ShouldBe(7);
        own[0].GetProperty("lastContactAt").GetDateTimeOffset().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(-1));
        own[0].GetProperty("appVersion").GetString().ShouldBe("test");
    }

    [Fact]
    public async Task A_manager_may_neither_issue_codes_nor_revoke()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var manager = await cloud.SignInAsync("manager@sasuai.test");

        var code = await manager.PostAsync($"/v1/terminals/{CloudUnderTest.Seeded.Terminals[0].TerminalId}/enrolment-code", null, TestContext.Current.CancellationToken);
        var revoke = await manager.PostAsync($"/v1/terminals/{CloudUnderTest.Seeded.Terminals[0].TerminalId}/revoke", null, TestContext.Current.CancellationToken);

        code.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        revoke.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
