using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Staff;

/// <summary>Where a person of the chain is told of their store's day; leaving the number out ends that. Nobody is told who did not agree to it.</summary>
public sealed class SetStaffPhone(Database database, Callers callers)
{
    [Function("SetStaffPhone")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/staff/{number}/phone")] HttpRequest request, string number, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Asked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        string? phone = null;
        if (asked.Phone is { Length: > 0 })
        {
            if (PhoneNumber.Read(asked.Phone).IsRefused(out refusal, out var read)) return Problem.From(refusal);
            phone = read.Digits;
        }
        var known = await database.InChain(caller.ChainId, async work =>
        {
            if (await work.Execute("update staff set phone = @phone where number = @number", new { phone, number }) == 0) return false;
            await Audit.Write(work, caller, "staff-phone-set", $"staff:{number}", null, new { set = phone is not null });
            return true;
        }, cancellation);
        return known ? Json.Ok(new { number, told = phone is not null }) : Problem.From(CloudRefusals.NotFound("person", "number"));
    }

    sealed record Asked(string? Phone = null);
}
