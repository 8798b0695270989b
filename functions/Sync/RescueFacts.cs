using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Npgsql;
using Sasuai.Functions.Platform;
using Sasuai.Messages;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>
/// Takes the unsent facts of a terminal that reaches no cloud any more from the file that <c>sasuai-kiosk rescue</c> wrote, as if it had sent them: each
/// line is a push with the terminal's own signature, and is kept once however often it comes. What is kept before a wrong line stays kept.
/// </summary>
public sealed class RescueFacts(Database database, Callers callers, Doorbell doorbell, ILogger<RescueFacts> log)
{
    /// <summary>Bytes of a file at the most.</summary>
    public const int maxBytes = 64 * 1024 * 1024;

    [Function("RescueFacts")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/rescue")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadBytes(request, maxBytes, cancellation)).IsRefused(out var tooLarge, out var sent)) return Problem.From(tooLarge);
        if (RequestBody.Expand(request, sent, maxBytes).IsRefused(out var notGzip, out var plain)) return Problem.From(notGzip);
        var lines = Encoding.UTF8.GetString(plain).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0) return Problem.From(CloudRefusals.Wrong("line 1", "The file holds nothing."));
        var (facts, stores) = (0, new HashSet<StoreId>());
        string status = PushStatus.ok;
        Refusal? wrong = null;
        for (var i = 0; i < lines.Length && wrong is null && IsTaken(status); i++)
        {
            if ((await Take(caller, lines[i], cancellation)).IsRefused(out var why, out var taken)) wrong = CloudRefusals.Wrong($"line {i + 1}", $"Line {i + 1}: {why.Text} {facts} facts before it are kept.");
            else (status, facts, _) = (taken.Reply.Status, facts + (IsTaken(taken.Reply.Status) ? taken.Facts : 0), stores.Add(taken.Store));
        }
        foreach (var store in stores) await doorbell.Ring(QueueNames.applyChanges, store.ToString());
        if (facts > 0)
            await database.As(caller, async work =>
            {
                await Audit.Write(work, caller, "facts-rescued", "rescue", null, new { facts, status });
                return true;
            }, cancellation);
        return wrong is not null ? Problem.From(wrong) : Json.Ok(new { lines = lines.Length, facts, status, said = Said(status) });
    }

    async Task<Decision<(PushReply Reply, int Facts, StoreId Store)>> Take(StaffCaller caller, string line, CancellationToken cancellation)
    {
        if (Read(line) is not { } rescued) return CloudRefusals.NotJson("It is no line of a rescue file.");
        var body = Encoding.UTF8.GetBytes(rescued.Body);
        if ((await callers.Terminal(rescued.TerminalId, "POST", RescuedPush.path, rescued.Clock, body, rescued.Signature, cancellation)).IsRefused(out var unknown, out var terminal)) return unknown;
        if (terminal.ChainId != caller.ChainId) return CloudRefusals.BadSignature();
        if (BatchCheck.Read(body, terminal.TerminalId).IsRefused(out var wrong, out var batch)) return wrong;
        try
        {
            return (await TerminalLog.Keep(database, terminal, batch, log, cancellation), batch.Changes.Count, terminal.StoreId);
        }
        catch (PostgresException waiting) when (waiting.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return (new PushReply(PushStatus.busy, 0, "", batch.Epoch, 0, default, ChangeBatch.maxChanges), 0, terminal.StoreId);
        }
    }

    /// <summary>In the books, or aside: nothing of it is lost.</summary>
    static bool IsTaken(string status) => status is PushStatus.ok or PushStatus.quarantined;

    static RescuedPush? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, WireJson.Default.RescuedPush) is { Body: not null, Signature: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Said(string status) => status switch
    {
        PushStatus.ok => "All of it is kept.",
        PushStatus.quarantined => "The terminal was revoked, or another machine stands in its place: all of it is kept aside until somebody accepts it, see the flags.",
        PushStatus.busy => "The terminal sends at this moment: hand the file in again.",
        PushStatus.gap => "Facts before these are missing: hand in the earlier file first.",
        _ => "Another disk of this terminal went on since: start the terminal from this disk, it will number its facts anew and send them."
    };
}
