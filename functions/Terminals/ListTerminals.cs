using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Terminals;

/// <summary>Every terminal that the caller may see: when it was last heard of, and how many facts it still holds.</summary>
public sealed class ListTerminals(Database database, Callers callers)
{
    [Function("ListTerminals")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/terminals")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        return Json.Ok(await database.As(caller, async work => new { asOf = work.Now, terminals = await work.Query<ListedTerminal>(readTerminals) }, cancellation));
    }

    /// <param name="Unsent">Facts that the terminal announced and the cloud does not have yet.</param>
    /// <param name="Waiting">Facts that the cloud has and has not applied yet.</param>
    sealed record ListedTerminal(
        Guid TerminalId, string StoreCode, int Number, string Name, bool Enrolled, bool Revoked, int Epoch, DateTimeOffset? LastContactAt,
        long Unsent, long Waiting, string? AppVersion);

    const string readTerminals = """
        select t.terminal_id, s.code as store_code, t.number, t.name, t.public_key is not null as enrolled, t.revoked_at is not null as revoked,
            t.epoch, t.last_contact_at, greatest(t.announced_sequence - t.head_sequence, 0) as unsent,
            (select count(*) from fact f where f.store_id = t.store_id and f.terminal_id = t.terminal_id and f.applied_at is null and f.dead_letter is null) as waiting,
            t.app_version
        from terminal t join store s using (store_id)
        order by s.code, t.number
        """;
}
