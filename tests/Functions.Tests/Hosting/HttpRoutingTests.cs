using Sasuai.Dev;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Tests.Hosting;

public sealed class HttpRoutingTests
{
    static Task<HostUnderTest> Host(params string[] settings) => HostUnderTest.StartAsync([typeof(HttpCounter)], configure: null, settings);

    static async Task<string> Text(HostUnderTest host, string path) =>
        await host.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    static async Task<HttpResponseMessage> Send(HostUnderTest host, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Route_values_reach_the_parameters_of_their_names()
    {
        await using var host = await Host();
        var id = Guid.CreateVersion7();

        (await Text(host, "/greet/ani/3")).ShouldBe("GET ani 3");
        (await Text(host, "/greet/ani")).ShouldBe("GET ani ");
        (await Text(host, $"/things/{id}")).ShouldBe($"GET {id:N} ShowId True");
        (await Text(host, "/year")).ShouldStartWith("/year 20");
        (await Text(host, "/NamedRoute")).ShouldBe("GET");
    }

    [Fact]
    public async Task A_value_that_breaks_its_constraint_is_no_such_address()
    {
        await using var host = await Host();

        (await Send(host, HttpMethod.Get, "/things/12")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Send(host, HttpMethod.Get, "/greet/4n1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Send(host, HttpMethod.Get, "/greet/ani/three")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_unknown_address_is_a_404_problem_and_a_wrong_verb_a_405_that_names_the_right_ones()
    {
        await using var host = await Host();

        var unknown = await Send(host, HttpMethod.Get, "/nowhere");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        unknown.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var wrong = await Send(host, HttpMethod.Delete, $"/things/{Guid.NewGuid()}");
        wrong.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        wrong.Content.Headers.Allow.ShouldBe(["GET", "POST"]);
    }

    [Fact]
    public async Task The_root_redirects_and_the_catch_all_serves_only_below_its_folder()
    {
        await using var host = await Host();

        var root = await Send(host, HttpMethod.Get, "/");
        root.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        root.Headers.Location!.ToString().ShouldBe("/app/");
        (await Text(host, "/app/")).ShouldBe("/app/ file ");
        (await Text(host, "/app/assets/main.js")).ShouldBe("/app/assets/main.js file assets/main.js");
        (await Send(host, HttpMethod.Get, "/elsewhere/main.js")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_route_prefix_of_host_json_stands_before_every_route()
    {
        using var folder = TempFolder.Create("host");
        var hostJson = folder.File("host.json");
        await File.WriteAllTextAsync(hostJson, """{ "version": "2.0", "extensions": { "http": { "routePrefix": "shop" } } }""", TestContext.Current.CancellationToken);
        await using var host = await Host($"--SelfHost:HostJson={hostJson}");

        (await Text(host, "/shop/greet/ani")).ShouldBe("GET ani ");
        (await Send(host, HttpMethod.Get, "/greet/ani")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Routes_are_matched_in_the_order_of_the_function_names_not_by_how_specific_they_are()
    {
        await using var host = await HostUnderTest.StartAsync([typeof(Swallowed)]);

        // The real host does the same: it is why no two routes of one verb may overlap.
        (await Text(host, "/sales/daily")).ShouldBe("search /sales/daily");
    }

    [Fact]
    public async Task A_fault_that_nobody_catches_is_an_empty_500()
    {
        await using var host = await Host();

        var answer = await Send(host, HttpMethod.Post, "/break");

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_function_switched_off_in_the_settings_is_not_there()
    {
        await using var host = await Host("--AzureWebJobs.ShowYear.Disabled=true");

        (await Send(host, HttpMethod.Get, "/year")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public static class Swallowed
    {
        [Function("ZDaily")]
        public static IResult Daily([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sales/daily")] HttpRequest request) =>
            TypedResults.Text($"daily {request.Path}");

        [Function("search")]
        public static IResult Search([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sales/{word}")] HttpRequest request) =>
            TypedResults.Text($"search {request.Path}");
    }
}
