using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Npgsql;

namespace Sasuai.Functions.Platform;

/// <summary>
/// The only place where a breakdown is caught: it becomes a problem without a word about our insides. A queue, timer or broker
/// invocation throws on, because its host retries it.
/// </summary>
public sealed class FaultMiddleware(ILogger<FaultMiddleware> log) : IFunctionsWorkerMiddleware
{
    public const string correlationHeader = "x-correlation-id";

    /// <summary>Seconds after which a caller may try again while the database is away.</summary>
    public const int retryAfterSeconds = 5;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        using var scope = log.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal)
            { ["Function"] = context.FunctionDefinition.Name, ["CorrelationId"] = context.InvocationId });
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }
        http.Response.Headers[correlationHeader] = context.InvocationId;
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            log.Faulted(fault, context.FunctionDefinition.Name);
            await Answer(http, context, IsAway(fault));
        }
    }

    static Task Answer(HttpContext http, FunctionContext context, bool away)
    {
        if (away) http.Response.Headers.RetryAfter = $"{retryAfterSeconds}";
        var code = away ? "away" : "fault";
        return TypedResults.Problem(
            title: away ? "The cloud cannot reach its database. Try again shortly." : "Something broke on our side; nothing was changed. Name the correlation id when you ask for help.",
            statusCode: away ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
            type: $"urn:sasuai:problem:{code}",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code, ["correlationId"] = context.InvocationId }).ExecuteAsync(http);
    }

    // 08 connection, 53 out of resources, 57P0x shutting down or starting up; without a state the server did not answer at all.
    static bool IsAway(Exception fault) => fault switch
    {
        PostgresException answered => answered.SqlState.StartsWith("08", StringComparison.Ordinal) || answered.SqlState.StartsWith("53", StringComparison.Ordinal) || answered.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException => true,
        TimeoutException => true,
        _ => false
    };
}
