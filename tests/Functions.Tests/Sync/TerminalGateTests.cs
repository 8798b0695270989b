using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Functions.Sync;
using Sasuai.Sync;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Sync;

/// <summary>When more terminals come than an instance serves, the others are told when to come again, and lose nothing by it.</summary>
public sealed class TerminalGateTests(TestServers servers)
{
    [Fact]
    public async Task Who_finds_no_place_is_told_when_to_come_again_and_the_office_is_served()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var gate = cloud.Services.GetRequiredService<TerminalGate>();
        var held = new List<IDisposable>();
        while (held.Count < 16) held.Add((await gate.Enter(TestContext.Current.CancellationToken)).ShouldNotBeNull());

        var turned = await Task.WhenAll(terminal.SendAsync(HttpMethod.Get, "/sync/v1/feeds", []), terminal.SendAsync(HttpMethod.Get, $"/sync/v1/pull?feed={Uri.EscapeDataString(Feeds.Store(terminal.Enrolled.StoreId))}", []),
            terminal.SendAsync(HttpMethod.Post, "/sync/v1/push", [1]));

        foreach (var answer in turned)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter.ShouldNotBeNull().Delta!.Value.TotalSeconds.ShouldBeInRange(1, 15);
            (await answer.ProblemAsync()).Code.ShouldBe("busy");
        }
        (await owner.GetAsync("/v1/reports/stores", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        held.ForEach(place => place.Dispose());
        (await terminal.PushAsync(SaleOf.Product(terminal))).Status.ShouldBe(PushStatus.ok);
    }
}
