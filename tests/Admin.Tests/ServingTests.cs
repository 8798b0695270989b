using System.Net;
using System.Text.RegularExpressions;

namespace Sasuai.Tests;

public sealed partial class ServingTests(AdminHouse house)
{
    [Fact]
    public async Task The_bare_address_leads_to_the_app()
    {
        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(house.Address) };

        var answer = await plain.GetAsync("/", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/app/");
    }

    [Theory]
    [InlineData("/app")]
    [InlineData("/app/")]
    [InlineData("/app/terminals")]
    [InlineData("/app/index.html")]
    public async Task Every_screen_of_the_app_gets_its_page_which_is_asked_for_each_time(string path)
    {
        var answer = await house.Client.GetAsync(path, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("<div id=\"app\">");
    }

    [Fact]
    public async Task Files_whose_name_changes_with_their_content_are_kept_for_ever()
    {
        var page = await house.Client.GetStringAsync("/app/", TestContext.Current.CancellationToken);
        var files = Asset().Matches(page).Select(match => match.Value).ToArray();

        files.Length.ShouldBe(3);
        foreach (var file in files)
        {
            var answer = await house.Client.GetAsync(file, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(Path.GetExtension(file) switch { ".js" => "text/javascript", ".css" => "text/css", _ => "image/svg+xml" });
        }
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        var first = await house.Client.GetAsync("/app/", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/app/") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        (await house.Client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_head_request_gets_the_headers_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/app/");

        var answer = await house.Client.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/app/../host.json")]
    [InlineData("/app/%2e%2e/host.json")]
    [InlineData("/app/..%2fhost.json")]
    [InlineData("/app/..%5chost.json")]
    [InlineData("/app/assets/../../host.json")]
    [InlineData("/app//etc/passwd.txt")]
    [InlineData("/app/assets/no-such-file.js")]
    public async Task No_address_climbs_out_of_the_app(string path)
    {
        // As it stands, without the tidying that a client does.
        var address = new Uri(house.Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        var answer = await house.Client.GetAsync(address, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("routePrefix");
    }

    [Fact]
    public async Task The_browser_is_told_to_run_nothing_from_elsewhere()
    {
        var answer = await house.Client.GetAsync("/app/", TestContext.Current.CancellationToken);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
    }

    [GeneratedRegex("/app/assets/[^\"]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asset();
}
