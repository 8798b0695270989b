using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Staff;

namespace Sasuai.Functions.Staff;

/// <summary>Tells a signed-in person's app who they are and how their chain counts money.</summary>
public sealed class WhoAmI(Database database, Callers callers)
{
    [Function("WhoAmI")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        return Json.Ok(await database.As(caller, work => Read(work, caller.StaffId, null, null), cancellation));
    }

    internal static async Task<SignedInStaff> Read(Work work, StaffId staff, string? token, DateTimeOffset? expiresAt) =>
        await work.Single<SignedInStaff>(readStaff, new { staff, token, expiresAt });

    /// <param name="Token">Only in the answer to a sign-in.</param>
    /// <param name="Store">The code of the only store they see; null for the whole chain.</param>
    internal sealed record SignedInStaff(
        string? Token, DateTimeOffset? ExpiresAt, string Name, Role Role, Guid ChainId, string Chain, string Currency, int Decimals, string? Store);

    const string readStaff = """
        select @token::text as token, @expiresAt::timestamptz as expires_at, p.name, p.role, c.chain_id, c.name as chain, c.currency, c.decimals, s.code as store
        from staff p join chain c using (chain_id) left join store s using (store_id)
        where p.staff_id = @staff
        """;
}
