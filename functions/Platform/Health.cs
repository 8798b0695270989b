using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.Platform;

/// <summary>Answers probes: alive as long as the program runs, ready when the database answers.</summary>
public sealed class Health(Database database)
{
    [Function("HealthLive")]
    public static IResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Json.Ok(new { status = "live" });

    /// <summary>A database that is away throws, and the fault middleware answers 503.</summary>
    [Function("HealthReady")]
    public async Task<IResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request, CancellationToken cancellation)
    {
        var steps = await database.Everywhere(work => work.Single<long>("select count(*) from schemaversions"), cancellation);
        return Json.Ok(new { status = "ready", migrations = steps });
    }
}
