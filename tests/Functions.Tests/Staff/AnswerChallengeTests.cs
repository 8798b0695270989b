using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sasuai.Staff;
using Sasuai.Sync;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Staff;

/// <summary>A manager at home answers a till that has no network, and the till's own reckoning agrees.</summary>
public sealed class AnswerChallengeTests(TestServers servers)
{
    [Fact]
    public async Task The_cloud_s_answer_is_the_one_that_the_till_waits_for()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var manager = await cloud.SignInAsync("manager@sasuai.test");
        var (person, key) = await ApproverAsync(terminal);
        var challenge = ApprovalChallenge.Make("JKT01", 1, Right.CashOut, new(250_000), 0, person, [1, 2, 3, 4]);

        var answer = await AskAsync(manager, challenge, challenge.Spoken.ToLowerInvariant());

        challenge.IsAnsweredBy((await answer.JsonAsync()).GetProperty("answer").GetString()!, key).ShouldBeTrue();
        (await cloud.Ask<string>("select action from audit")).ShouldBe("challenge-answered");
    }

    [Fact]
    public async Task A_code_for_another_amount_another_till_or_another_person_gets_no_answer()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var manager = await cloud.SignInAsync("manager@sasuai.test");
        using var owner = await cloud.SignInAsync();
        var (person, _) = await ApproverAsync(terminal);
        var challenge = ApprovalChallenge.Make("JKT01", 1, Right.CashOut, new(250_000), 0, person, [1, 2, 3, 4]);

        HttpResponseMessage[] wrong =
        [
            await AskAsync(manager, challenge with { Amount = new(25_000) }, challenge.Spoken), await AskAsync(manager, challenge with { Terminal = 2 }, challenge.Spoken),
            await AskAsync(owner, challenge, challenge.Spoken), await AskAsync(manager, challenge, "7KQ2-M9XP"),
        ];

        wrong.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.BadRequest);
        (await wrong[0].ProblemAsync()).Field.ShouldBe("code");
        (await cloud.Ask<long>("select count(*) from audit")).ShouldBe(0);
    }

    [Fact]
    public async Task A_manager_answers_for_the_own_store_and_within_the_own_rights()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var manager = await cloud.SignInAsync("manager@sasuai.test");
        using var owner = await cloud.SignInAsync();
        using var nobody = new HttpClient { BaseAddress = cloud.Client.BaseAddress };
        var (person, _) = await ApproverAsync(terminal);
        var own = ApprovalChallenge.Make("JKT01", 1, Right.CashOut, new(250_000), 0, person, [1, 2, 3, 4]);
        var foreign = ApprovalChallenge.Make("DPS01", 1, Right.CashOut, new(250_000), 0, person, [1, 2, 3, 4]);
        await owner.PutAsync("/v1/stores/JKT01/counter-rules", JsonContent.Create(new { rights = new[] { new { role = "Manager", rights = new[] { new { right = "CashOut", upTo = 100_000 } } } } }), TestContext.Current.CancellationToken);

        (await AskAsync(manager, foreign, foreign.Spoken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync(manager, own, own.Spoken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(nobody, own, own.Spoken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Cashiers_have_no_key_and_each_store_its_own()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var jakarta = await cloud.EnrolAsync();
        using var denpasar = await cloud.EnrolAsync("DPS01");

        var (here, there) = (await StaffAsync(jakarta), await StaffAsync(denpasar));

        here.Where(person => person.Role == Role.Cashier).ShouldAllBe(person => person.ApprovalKey == null);
        here.Count(person => person.ApprovalKey is not null).ShouldBeGreaterThan(0);
        here.Concat(there).Select(person => person.ApprovalKey).OfType<string>().ShouldBeUnique();
    }

    static Task<HttpResponseMessage> AskAsync(HttpClient person, ApprovalChallenge challenge, string code) => person.PostAsJsonAsync("/v1/approvals/answer",
        new { store = challenge.StoreCode, terminal = challenge.Terminal, right = challenge.Right.ToString(), amount = challenge.Amount.Units, code }, TestContext.Current.CancellationToken);

    static async Task<StaffItem[]> StaffAsync(TestTerminal terminal) =>
        [.. (await terminal.PullAsync(Feeds.Store(terminal.Enrolled.StoreId))).Items.Where(item => item.Kind == FeedKinds.staff)
            .Select(item => JsonSerializer.Deserialize(item.Body, WireJson.Default.StaffItem)!)];

    static async Task<(StaffId Person, byte[] Key)> ApproverAsync(TestTerminal terminal)
    {
        var manager = (await StaffAsync(terminal)).Single(person => person.Number == "110");
        return (manager.StaffId, Convert.FromBase64String(manager.ApprovalKey!));
    }
}
