using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Terminals;

/// <summary>Takes a terminal's right to pull away at once. What it still pushes is set aside, never lost. Revoking twice is revoking.</summary>
public sealed class RevokeTerminal(Database database, Callers callers)
{
    [Function("RevokeTerminal")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/terminals/{id:guid}/revoke")] HttpRequest request,
        Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var revoked = await database.As(caller, async work =>
        {
            if (await work.SingleOrNone<RevokedTerminal>(revoke, new { id, now = work.Now }) is not { } terminal) return null;
            var told = new TerminalItem(new(id), terminal.StoreId, terminal.Number, terminal.Name, true);
            work.Tell(Feeds.Control(new(id)), caller.ChainId, FeedKinds.terminal, id.ToString(), JsonSerializer.Serialize(told, WireJson.Default.TerminalItem));
            if (terminal.PublicKey is { } key) TillKeys.Tell(work, caller.ChainId, terminal.StoreId, new(new(id), terminal.Number, terminal.Epoch, key, true));
            await AllowanceTable.WriteOff(work, new(id));
            await Audit.Write(work, caller, "terminal-revoked", $"terminal:{id}");
            return terminal;
        }, cancellation);
        return revoked is null ? Problem.From(CloudRefusals.NotFound("terminal", "id")) : Json.Ok(new { terminalId = id, revokedAt = revoked.RevokedAt });
    }

    sealed record RevokedTerminal(StoreId StoreId, int Number, string Name, DateTimeOffset RevokedAt, int Epoch, byte[]? PublicKey);

    const string revoke = """
        update terminal set revoked_at = coalesce(revoked_at, @now), enrolment_code_hash = null where terminal_id = @id
        returning store_id, number, name, revoked_at, epoch, public_key
        """;
}
