using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>A person stops the chain's messages, or lets them go on. What becomes due meanwhile waits; what is under way ends.</summary>
public sealed class PauseChannel(Database database, Callers callers, SenderBell sender)
{
    [Function("PauseChannel")]
    public async Task<IResult> Pause([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/channels/whatsapp/pause")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<AskedReason>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Read().IsRefused(out refusal, out var reason)) return Problem.From(refusal);
        await database.As(caller, async work =>
        {
            if (await work.Execute(pause, new { chain = caller.ChainId, by = caller.StaffId, reason, now = work.Now }) > 0) await Audit.Write(work, caller, "channel-paused", "channel:whatsapp", null, new { reason });
            return true;
        }, cancellation);
        return Json.Ok(new { channel = "whatsapp", paused = true });
    }

    [Function("ResumeChannel")]
    public async Task<IResult> Resume([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/channels/whatsapp/resume")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        await database.As(caller, async work =>
        {
            if (await work.Execute("delete from channel_pause where chain_id = @chain and channel = 'whatsapp'", new { chain = caller.ChainId }) > 0) await Audit.Write(work, caller, "channel-resumed", "channel:whatsapp");
            work.AfterCommit(sender.Ring);
            return true;
        }, cancellation);
        return Json.Ok(new { channel = "whatsapp", paused = false });
    }

    // The first pause and its reason stand until it is lifted.
    const string pause = """
        insert into channel_pause (chain_id, channel, paused_by, reason, at) values (@chain, 'whatsapp', @by, @reason, @now) on conflict do nothing
        """;
}
