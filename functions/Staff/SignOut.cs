using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Staff;

/// <summary>Ends a sign-in. Doing it twice, or with a token that has ended, is fine.</summary>
public sealed class SignOut(Database database)
{
    [Function("SignOut")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/sign-out")] HttpRequest request, CancellationToken cancellation)
    {
        if (Callers.TokenOf(request) is not { } token) return Problem.From(CloudRefusals.NotSignedIn());
        await database.Everywhere(work => work.Execute(end, new { hash = Callers.Hash(token), now = work.Now }), cancellation);
        return TypedResults.NoContent();
    }

    const string end = "update sign_in set revoked_at = coalesce(revoked_at, @now) where token_hash = @hash";
}
