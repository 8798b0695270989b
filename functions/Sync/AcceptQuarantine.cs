using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Sync;

/// <summary>
/// A person takes into the books what a terminal sent after it was revoked or replaced: sales that were made, by a machine that was only lost, or broken, or sent late. Each
/// fact once; what stands under a known id with another body, or on a place that is taken, stays aside.
/// </summary>
public sealed class AcceptQuarantine(Database database, Callers callers, Doorbell doorbell)
{
    [Function("AcceptQuarantine")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/terminals/{id:guid}/quarantine/accept")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<AskedReason>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Read().IsRefused(out refusal, out var reason)) return Problem.From(refusal);
        var store = default(StoreId?);
        var (accepted, left) = (0, 0L);
        await database.As(caller, async work =>
        {
            store = await work.SingleOrNone<StoreId?>("select store_id from terminal where terminal_id = @id", new { id });
            if (store is null) return false;
            string[] causes = [FactLog.revoked, FactLog.replaced];
            accepted = (await work.Query<Guid>(accept, new { id, causes, now = work.Now, by = caller.StaffId, note = reason })).Count;
            left = await work.Single<long>("select count(*) from quarantine where terminal_id = @id and accepted_at is null", new { id });
            if (accepted > 0) await Audit.Write(work, caller, "quarantine-accepted", $"terminal:{id}", null, new { accepted, left, reason });
            return true;
        }, cancellation);
        if (store is not { } shop) return Problem.From(CloudRefusals.NotFound("terminal", "id"));
        if (accepted > 0) await doorbell.Ring(QueueNames.applyChanges, shop.ToString());
        return Json.Ok(new { accepted, left });
    }

    // In the order in which the machine made them; a fact that is in the books already, body for body, is accepted too.
    const string accept = """
        with taken as (
            insert into fact (fact_id, chain_id, store_id, terminal_id, epoch, sequence, type, version, clock, payload, received_at)
            select fact_id, chain_id, store_id, terminal_id, epoch, sequence, type, version, clock, payload, received_at from quarantine
            where terminal_id = @id and cause = any(@causes) and accepted_at is null order by epoch, sequence
            on conflict do nothing
            returning fact_id),
        marked as (
            update quarantine q set accepted_at = @now, accepted_by = @by
            where q.terminal_id = @id and q.cause = any(@causes) and q.accepted_at is null and (q.fact_id in (select fact_id from taken)
                or exists (select from fact f where f.fact_id = q.fact_id and (f.terminal_id, f.epoch, f.sequence, f.payload) = (q.terminal_id, q.epoch, q.sequence, q.payload)))
            returning q.fact_id),
        settled as (
            update flag set settled_at = @now, settled_by = @by, note = @note where kind = 'quarantined' and fact_id in (select fact_id from marked) and settled_at is null returning fact_id)
        select fact_id from marked
        """;
}
