using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Staff;

namespace Sasuai.Functions.Staff;

/// <summary>Signs a person in at the admin app. Five wrong passwords lock the account for a quarter of an hour.</summary>
public sealed class SignIn(Database database, Settings settings, ILogger<SignIn> log)
{
    public const int maxWrongPasswords = 5;
    static readonly TimeSpan lockedFor = TimeSpan.FromMinutes(15);

    [Function("SignIn")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/sign-in")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await RequestBody.ReadJson<Sasuai.Sync.SignIn>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Password.Length > Password.maxLength) return Problem.From(CloudRefusals.Wrong("password", $"A password is at most {Password.maxLength} characters."));
        var known = await database.Everywhere(work => work.SingleOrNone<KnownStaff>(findByEmail, new { asked.Email }), cancellation);
        // The slow part holds no connection, and takes its time for an unknown address too.
        var right = Password.Matches(asked.Password, known?.PasswordHash ?? Password.OfNobody);
        if (known is null) return Problem.From(CloudRefusals.WrongSignIn());
        var answer = await database.InChain(known.ChainId, work => Answer(work, known, right), cancellation);
        return answer.IsRefused(out var refusal, out var signedIn) ? Problem.From(refusal) : Json.Ok(signedIn);
    }

    async Task<Decision<WhoAmI.SignedInStaff>> Answer(Work work, KnownStaff known, bool right)
    {
        // Lock, then read: many guesses at once still count one by one.
        var state = await work.Single<SignInState>(lockStaff, new { staff = known.StaffId });
        if (state.LockedUntil > work.Now) return CloudRefusals.TooManyTries("Too many wrong passwords. Try again in a quarter of an hour.");
        if (!right) return await Count(work, known, state.FailedSignIns + 1);
        if (known.Role == Role.Cashier) return CloudRefusals.NotAllowed();
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await work.Execute(keepSignIn, new { hash = Callers.Hash(token), chain = known.ChainId, staff = known.StaffId, now = work.Now, until = work.Now + settings.SignInLife });
        work.AfterCommit(() => log.SignedIn(known.StaffId));
        return await WhoAmI.Read(work, known.StaffId, token, work.Now + settings.SignInLife);
    }

    async Task<Refusal> Count(Work work, KnownStaff known, int failed)
    {
        var locks = failed >= maxWrongPasswords;
        await work.Execute(keepFailure, new { staff = known.StaffId, failed = locks ? 0 : failed, until = locks ? work.Now + lockedFor : default(DateTimeOffset?) });
        if (locks) work.AfterCommit(() => log.LockedOut(known.StaffId));
        return CloudRefusals.WrongSignIn();
    }

    sealed record KnownStaff(StaffId StaffId, ChainId ChainId, Role Role, string PasswordHash);

    sealed record SignInState(int FailedSignIns, DateTimeOffset? LockedUntil);

    const string findByEmail = """
        select staff_id, chain_id, role, password_hash from staff where lower(email) = lower(@email) and active and password_hash is not null
        """;

    const string lockStaff = "select failed_sign_ins, locked_until from staff where staff_id = @staff for update";

    const string keepFailure = "update staff set failed_sign_ins = @failed, locked_until = @until where staff_id = @staff";

    const string keepSignIn = """
        with fresh as (update staff set failed_sign_ins = 0, locked_until = null where staff_id = @staff)
        insert into sign_in (token_hash, chain_id, staff_id, signed_in_at, expires_at) values (@hash, @chain, @staff, @now, @until)
        """;
}
