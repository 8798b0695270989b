using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Flags;

/// <summary>A person has looked at flagged facts and says what came of it. The books stay as they are; who settled what is kept.</summary>
public sealed class SettleFlags(Database database, Callers callers)
{
    const int idsMax = 500, noteMax = 500;

    [Function("SettleFlags")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/flags/settle")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Asked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Ids is not { Count: > 0 and <= idsMax } ids) return Problem.From(CloudRefusals.Wrong("ids", $"From 1 to {idsMax} flags are settled at once."));
        if (asked.Note?.Trim() is not { Length: > 0 and <= noteMax } note) return Problem.From(CloudRefusals.Wrong("note", $"A note of 1 to {noteMax} characters says what came of it."));
        var settled = await database.As(caller, async work =>
        {
            var done = await work.Query<Guid>(settle, new { ids = ids.ToArray(), note, by = caller.StaffId, now = work.Now });
            foreach (var id in done) await Audit.Write(work, caller, "flag-settled", $"flag:{id}", null, new { note });
            return done;
        }, cancellation);
        return Json.Ok(new { settled, left = ids.Except(settled) });
    }

    sealed record Asked(IReadOnlyList<Guid>? Ids, string? Note);

    const string settle = """
        update flag set settled_at = @now, settled_by = @by, note = @note where flag_id = any(@ids) and settled_at is null returning flag_id
        """;
}
