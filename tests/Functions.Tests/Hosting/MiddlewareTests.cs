using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace Sasuai.Tests.Hosting;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Middleware_runs_around_the_invocation_in_the_order_of_registration_and_may_answer_for_a_fault()
    {
        await using var host = await HostUnderTest.StartAsync([typeof(HttpCounter)], builder => builder.UseMiddleware<Outer>().UseMiddleware<Inner>());
        var cancellation = TestContext.Current.CancellationToken;

        var fine = await host.Client.GetAsync(new Uri("/greet/ani", UriKind.Relative), cancellation);
        var broken = await host.Client.PostAsync(new Uri("/break", UriKind.Relative), content: null, cancellation);

        fine.Headers.GetValues("Seen").ShouldBe(["outer GreetPerson", "inner GreetPerson"]);
        (await fine.Content.ReadAsStringAsync(cancellation)).ShouldBe("GET ani ");
        broken.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        broken.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    sealed class Outer : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var http = context.GetHttpContext()!;
            http.Response.Headers.Append("Seen", $"outer {context.FunctionDefinition.Name}");
            try
            {
                await next(context);
            }
            catch (InvalidOperationException)
            {
                await TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(http);
            }
        }
    }

    sealed class Inner : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetHttpContext()!.Response.Headers.Append("Seen", $"inner {context.FunctionDefinition.Name}");
            return next(context);
        }
    }
}
