using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.Hosting;

/// <summary>
/// Answers HTTP requests. Routes are tried in the order of the function names, not by how specific they are, as the real host does.
/// A wrong verb gets 405 with the verbs that are right; the real host says 404 there.
/// </summary>
public sealed partial class HttpFunctions(
    IReadOnlyList<FoundFunction> functions, HostJson hostJson, Invocations invocations, IInlineConstraintResolver resolver, ILogger<HttpFunctions> log)
{
    readonly List<FunctionRoute> routes =
        [.. functions.Where(function => function.Trigger is HttpTriggerAttribute).Select(function => new FunctionRoute(function, hostJson.RoutePrefix, resolver))];

    public IReadOnlyList<FunctionRoute> Routes => routes;

    public async Task AnswerAsync(HttpContext http)
    {
        var verbs = new List<string>();
        foreach (var route in routes)
        {
            if (route.Match(http, http.Request.Path) is not { } values)
                continue;
            if (route.Answers(http.Request.Method))
            {
                http.Request.RouteValues = values;
                await RunAsync(route.Function, http);
                return;
            }
            verbs.AddRange(route.Methods);
        }
        await Nothing(http, verbs).ExecuteAsync(http);
    }

    async Task RunAsync(FoundFunction function, HttpContext http)
    {
        try
        {
            var answer = await invocations.RunAsync(function, http.RequestServices, triggerValue: null, http, http.RequestAborted);
            if (answer is IResult result)
                await result.ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody is left to answer.
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            LogFault(fault, function.Name);
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    static IResult Nothing(HttpContext http, List<string> verbs)
    {
        if (verbs.Count == 0)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is nothing at this address.");
        http.Response.Headers.Allow = string.Join(", ", verbs.Select(verb => verb.ToUpperInvariant()).Distinct());
        return TypedResults.Problem(statusCode: StatusCodes.Status405MethodNotAllowed, title: "This address does not take that verb.");
    }

    [LoggerMessage(1001, LogLevel.Error, "The function {Function} threw and no middleware caught it")]
    partial void LogFault(Exception fault, string function);
}
