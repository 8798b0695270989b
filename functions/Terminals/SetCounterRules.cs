using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Terminals;

/// <summary>How the counters of one store work: rights, limits, in-store barcodes, QRIS merchant, logo. Its terminals hear of it at their next pull.</summary>
public sealed class SetCounterRules(Database database, Callers callers)
{
    [Function("SetCounterRules")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/stores/{code}/counter-rules")] HttpRequest request, string code, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<CounterRules>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (CounterRulesCheck.Wrong(asked) is { } wrong) return Problem.From(wrong);
        var answer = await database.As(caller, work => Set(work, caller, code, asked), cancellation);
        return answer.IsRefused(out var no, out var rules) ? Problem.From(no) : Json.Ok(rules);
    }

    static async Task<Decision<CounterRules>> Set(Work work, StaffCaller caller, string code, CounterRules rules)
    {
        if (await work.SingleOrNone<Before>("select store_id, counter_rules from store where code = @code for update", new { code }) is not { } before) return CloudRefusals.NotFound("store", "code");
        await work.Execute("update store set counter_rules = @rules where store_id = @id", new { id = before.StoreId, rules = JsonSerializer.Serialize(rules, WireJson.Default.CounterRules) });
        await StoreTable.Tell(work, caller.ChainId, [before.StoreId]);
        var earlier = before.CounterRules is null ? null : JsonSerializer.Deserialize(before.CounterRules, WireJson.Default.CounterRules);
        await Audit.Write(work, caller, "counter-rules-set", $"store:{before.StoreId}", earlier, rules);
        return rules;
    }

    sealed record Before(StoreId StoreId, string? CounterRules);
}
