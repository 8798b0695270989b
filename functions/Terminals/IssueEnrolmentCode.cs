using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Terminals;

/// <summary>Gives an admin a one-time code for one terminal. An earlier code of that terminal no longer works.</summary>
public sealed class IssueEnrolmentCode(Database database, Callers callers, Settings settings)
{
    [Function("IssueEnrolmentCode")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/terminals/{id:guid}/enrolment-code")] HttpRequest request,
        Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var issued = await database.As(caller, async work =>
        {
            var code = await Issue(work, new(id), settings.EnrolmentCodeLife);
            if (code is not null) await Audit.Write(work, caller, "enrolment-code-issued", $"terminal:{id}");
            return code is null ? null : new { terminalId = id, code, expiresAt = work.Now + settings.EnrolmentCodeLife };
        }, cancellation);
        return issued is null ? Problem.From(CloudRefusals.NotFound("terminal", "id")) : Json.Ok(issued);
    }

    /// <summary>A new code for the terminal; null when there is no such terminal for this caller.</summary>
    internal static async Task<string?> Issue(Work work, TerminalId terminal, TimeSpan life)
    {
        var code = EnrolmentCode.New();
        return await work.Execute(keepCode, new { terminal, hash = EnrolmentCode.Hash(code), until = work.Now + life }) == 1 ? code : null;
    }

    const string keepCode = """
        update terminal set enrolment_code_hash = @hash, enrolment_expires_at = @until, enrolment_code_used = false where terminal_id = @terminal
        """;
}
