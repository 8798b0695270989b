using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Staff;

public sealed class SignInTests(TestServers servers)
{
    [Fact]
    public async Task An_owner_signs_in_sees_who_they_are_and_signs_out()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync("OWNER@sasuai.test");

        var me = await (await owner.GetAsync("/v1/me", TestContext.Current.CancellationToken)).JsonAsync();
        var left = await owner.PostAsync("/v1/sign-out", null, TestContext.Current.CancellationToken);
        var after = await owner.GetAsync("/v1/me", TestContext.Current.CancellationToken);

        me.GetProperty("role").GetString().ShouldBe("Owner");
        me.GetProperty("chain").GetString().ShouldBe("Toko Sasuai");
        me.GetProperty("currency").GetString().ShouldBe("IDR");
        left.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await cloud.Ask<long>("select count(*) from sign_in where length(token_hash) = 32")).ShouldBe(1);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var cloud = await CloudUnderTest.StartAsync(servers, services => services.AddSingleton<TimeProvider>(clock));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await SignInAsync(cloud, "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized)));

        var locked = await SignInAsync(cloud, "sasuai-demo");
        clock.Advance(TimeSpan.FromMinutes(16));
        var later = await SignInAsync(cloud, "sasuai-demo");

        locked.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        later.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_sign_in_ends_after_its_hours()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var cloud = await CloudUnderTest.StartAsync(servers, services => services.AddSingleton<TimeProvider>(clock), "--SignInHours=1");
        using var owner = await cloud.SignInAsync();

        clock.Advance(TimeSpan.FromMinutes(61));

        (await owner.GetAsync("/v1/me", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_are_answered_alike()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);

        var unknown = await cloud.Client.PostAsJsonAsync("/v1/sign-in", new { email = "nobody@sasuai.test", password = "x" }, TestContext.Current.CancellationToken);
        var wrong = await SignInAsync(cloud, "x");

        (await unknown.ProblemAsync()).Title.ShouldBe((await wrong.ProblemAsync()).Title);
        unknown.StatusCode.ShouldBe(wrong.StatusCode);
    }

    [Theory]
    [InlineData("""{"password":"x"}""", "email")]
    [InlineData("""{"email":"a@b.c"}""", "password")]
    [InlineData("""{"email":["a"],"password":"x"}""", "email")]
    public async Task A_sign_in_without_a_field_names_it(string body, string field)
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);

        var answer = await cloud.Client.PostAsync("/v1/sign-in", new StringContent(body), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ProblemAsync()).Field.ShouldBe(field);
    }

    [Fact]
    public async Task Every_admin_endpoint_asks_who_is_calling()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        cloud.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "made-up");

        foreach (var path in (string[])["/v1/me", "/v1/terminals", "/v1/reports/daily-sales?store=JKT01&date=2026-05-31", "/v1/reports/stores", "/v1/reports/sales-total?from=2026-05-31&to=2026-05-31", "/v1/products"])
            (await cloud.Client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        foreach (var path in (string[])["/v1/import/chain", "/v1/import/catalogue", "/v1/import/members", $"/v1/products/{Guid.NewGuid()}/prices", $"/v1/terminals/{Guid.NewGuid()}/revoke"])
            (await cloud.Client.PostAsync(path, new StringContent("{}"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
    }

    static Task<HttpResponseMessage> SignInAsync(CloudUnderTest cloud, string password) =>
        cloud.Client.PostAsJsonAsync("/v1/sign-in", new { email = "owner@sasuai.test", password }, TestContext.Current.CancellationToken);
}
