using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Loyalty;

/// <summary>What the chain decides of points as such: after how many days without a purchase they lapse. Nobody loses any within a month of the rule: they are told first.</summary>
public sealed class LoyaltyRules(Database database, Callers callers)
{
    const int daysMin = 90, daysMax = 3650;

    [Function("ReadLoyaltyRules")]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/loyalty-rules")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        return Json.Ok(await database.As(caller, work => work.Single<Rules>(read, new { chain = caller.ChainId }), cancellation));
    }

    [Function("SetLoyaltyRules")]
    public async Task<IResult> Set([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/loyalty-rules")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Asked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.PointsLapseAfterDays is < daysMin or > daysMax) return Problem.From(CloudRefusals.Wrong("pointsLapseAfterDays", $"Points lapse after {daysMin} to {daysMax} days; leave it out for never."));
        return Json.Ok(await database.InChain(caller.ChainId, async work =>
        {
            var before = await work.Single<Rules>(read, new { chain = caller.ChainId });
            await work.Execute(set, new { chain = caller.ChainId, days = asked.PointsLapseAfterDays, from = DateOnly.FromDateTime(work.Now.UtcDateTime).AddDays(LapsingPoints.noticeDays + 2) });
            var after = await work.Single<Rules>(read, new { chain = caller.ChainId });
            await Audit.Write(work, caller, "loyalty-rules-set", "chain:loyalty", before, after);
            return after;
        }, cancellation));
    }

    sealed record Asked(int? PointsLapseAfterDays = null);

    /// <param name="PointsLapseFrom">The first day on which any may.</param>
    sealed record Rules(int? PointsLapseAfterDays, DateOnly? PointsLapseFrom);

    const string read = "select points_lapse_after_days, points_lapse_from from chain where chain_id = @chain";

    // A rule that only lets points live longer needs no new month.
    const string set = """
        update chain set points_lapse_after_days = @days, points_lapse_from = case when @days::int is null then null
            when points_lapse_after_days <= @days then points_lapse_from else @from end
        where chain_id = @chain
        """;
}
