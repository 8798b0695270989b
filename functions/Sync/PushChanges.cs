using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Npgsql;
using Sasuai.Functions.Platform;
using Sasuai.Messages;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>
/// Keeps what a terminal sends, exactly once, in the terminal's own order (SYNC 1.3). It never judges the content: that is
/// <see cref="ApplyChanges"/>, which is told afterwards and may be told late.
/// </summary>
public sealed class PushChanges(Database database, Callers callers, Doorbell doorbell, TerminalGate gate, ILogger<PushChanges> log)
{
    const int busyRetrySeconds = 2;

    [Function("PushChanges")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sync/v1/push")] HttpRequest request, CancellationToken cancellation)
    {
        using var place = await gate.Enter(cancellation);
        if (place is null) return TerminalGate.Busy(request);
        if ((await RequestBody.ReadBytes(request, ChangeBatch.maxBytes, cancellation)).IsRefused(out var tooLarge, out var sent)) return Problem.From(tooLarge);
        if ((await callers.Terminal(request, sent, cancellation)).IsRefused(out var unknown, out var caller)) return Problem.From(unknown);
        if (RequestBody.Expand(request, sent, ChangeBatch.maxExpandedBytes).IsRefused(out var notGzip, out var plain)) return Problem.From(notGzip);
        if (BatchCheck.Read(plain, caller.TerminalId).IsRefused(out var wrong, out var batch)) return Problem.From(wrong);
        PushReply reply;
        try
        {
            reply = await Keep(caller, batch, cancellation);
        }
        catch (PostgresException waiting) when (waiting.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            reply = new(PushStatus.busy, 0, "", batch.Epoch, 0, default, ChangeBatch.maxChanges, busyRetrySeconds);
        }
        // After the commit, and its failure changes nothing: the sweep finds what nobody was told of.
        if (reply.Status == PushStatus.ok && batch.Changes.Count > 0) await doorbell.Ring(QueueNames.applyChanges, caller.StoreId.ToString());
        return TypedResults.Json(reply, WireJson.Default.PushReply);
    }

    /// <summary>The whole push in one transaction.</summary>
    public Task<PushReply> Keep(TerminalCaller caller, ChangeBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(batch);
        return TerminalLog.Keep(database, caller, batch, log, cancellation);
    }
}
