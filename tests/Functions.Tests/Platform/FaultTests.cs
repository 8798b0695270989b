using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sasuai.Functions.Platform;

namespace Sasuai.Tests.Platform;

public sealed class FaultTests(TestServers servers)
{
    [Fact]
    public async Task Without_its_database_the_cloud_is_alive_not_ready_and_asks_to_come_back()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers, services => services.AddSingleton(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Password=x;Database=x;Timeout=2")));

        var live = await cloud.Client.GetAsync("/health", TestContext.Current.CancellationToken);
        var ready = await cloud.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        (await ready.ProblemAsync()).Code.ShouldBe("away");
    }

    [Fact]
    public async Task A_breakdown_says_nothing_of_our_insides_and_names_its_correlation()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();
        await cloud.Database.Everywhere(work => work.Execute("drop table daily_tender"), TestContext.Current.CancellationToken);

        var answer = await owner.GetAsync("/v1/reports/daily-sales?store=JKT01&date=2026-05-31", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var problem = await answer.ProblemAsync();
        problem.Code.ShouldBe("fault");
        problem.Text.ShouldNotContain("daily_tender");
        problem.Text.ShouldContain(answer.Headers.GetValues(FaultMiddleware.correlationHeader).Single());
    }

    [Fact]
    public async Task Ready_tells_how_many_migrations_were_applied()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);

        var ready = await (await cloud.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).JsonAsync();

        ready.GetProperty("migrations").GetInt64().ShouldBeGreaterThanOrEqualTo(6);
    }
}
