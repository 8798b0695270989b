using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Flags;

/// <summary>A fact that was set aside is posted again, after its cause was mended. What cannot be posted still comes back into the inbox.</summary>
public sealed class RetryFlag(Database database, Callers callers, Doorbell doorbell)
{
    [Function("RetryFlag")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/flags/{id:guid}/retry")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var (known, retried) = await database.As<(Found? Known, bool Retried)>(caller, async work =>
        {
            if (await work.SingleOrNone<Found>(find, new { id }) is not { } found) return (null, false);
            if (found.Kind != FlagTable.setAside || found.Settled) return (found, false);
            await work.Execute(again, new { id, fact = found.FactId, by = caller.StaffId, now = work.Now });
            await Audit.Write(work, caller, "fact-retried", $"fact:{found.FactId}");
            return (found, true);
        }, cancellation);
        if (known is null) return Problem.From(CloudRefusals.NotFound("flag", "id"));
        if (!retried) return Problem.From(CloudRefusals.Conflict("Only a fact that is set aside, and not settled, is tried again."));
        await doorbell.Ring(QueueNames.applyChanges, known.StoreId.ToString());
        return Json.Ok(new { id, known.FactId, state = "waiting" });
    }

    sealed record Found(string Kind, Guid FactId, StoreId StoreId, bool Settled);

    // Lock, then read: two people who press at once try it once.
    const string find = "select kind, fact_id, store_id, settled_at is not null as settled from flag where flag_id = @id for update";

    const string again = """
        with waits as (update fact set dead_letter = null, applied_at = null where fact_id = @fact),
        money as (delete from suspense where fact_id = @fact)
        update flag set settled_at = @now, settled_by = @by, note = 'tried again' where flag_id = @id
        """;
}
