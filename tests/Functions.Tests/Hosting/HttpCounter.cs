using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Tests.Hosting;

/// <summary>HTTP functions that exist only for the tests of the self host.</summary>
public sealed class HttpCounter(TimeProvider clock)
{
    [Function("GreetPerson")]
    public static IResult Greet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greet/{name:alpha}/{times:int?}")] HttpRequest request, string name, int? times) =>
        TypedResults.Text($"{request.Method} {name} {times}");

    [Function("ShowId")]
    public static Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "things/{id:guid}")] HttpRequest request,
        Guid id, FunctionContext context, CancellationToken cancellation) =>
        Task.FromResult<IResult>(TypedResults.Text($"{request.Method} {id:N} {context.FunctionDefinition.Name} {cancellation.CanBeCanceled}"));

    [Function("ShowYear")]
    public IResult Year([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "year")] HttpRequest request) =>
        TypedResults.Text($"{request.Path} {clock.GetUtcNow().Year}");

    [Function("Break")]
    public static IResult Break([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "break")] HttpRequest request) =>
        throw new InvalidOperationException($"{request.Path} is broken");

    [Function("StaticFiles")]
    public static IResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "app/{*path}")] HttpRequest request, string? path) =>
        TypedResults.Text($"{request.Path} file {path}");

    [Function("RootRedirect")]
    public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        TypedResults.Redirect($"{request.PathBase}/app/");

    [Function("NamedRoute")]
    public static IResult Named([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => TypedResults.Text(request.Method);
}
