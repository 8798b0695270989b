using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Functions.Staff;

/// <summary>
/// A till without a network asks by telephone for an approval: whoever may give it tells here what the act is and how much it is about,
/// with the till's code, and reads the answer back. The audit keeps that it was given.
/// </summary>
public sealed class AnswerChallenge(Database database, Callers callers)
{
    [Function("AnswerChallenge")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/approvals/answer")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Heard>(request, cancellation)).IsRefused(out var unreadable, out var heard)) return Problem.From(unreadable);
        if (heard.Amount < Money.Zero || heard.BasisPoints is < 0 or > 10_000) return Problem.From(CloudRefusals.Wrong("amount", "An amount is 0 or more, and a discount is up to 10 000 hundredths of a per cent."));
        var answer = await database.As(caller, work => Answer(work, caller, heard), cancellation);
        return answer.IsRefused(out var no, out var digits) ? Problem.From(no) : Json.Ok(new { answer = digits });
    }

    static async Task<Decision<string>> Answer(Work work, StaffCaller caller, Heard heard)
    {
        if (await work.SingleOrNone<Asked>(readStore, new { code = heard.Store, staff = caller.StaffId }) is not { } asked) return CloudRefusals.NotFound("store", "store");
        if (Rights.Refused(asked.Rules?.Rights, caller.Role, heard.Right, heard.Amount, heard.BasisPoints) is not null) return CloudRefusals.NotAllowed();
        var challenge = new ApprovalChallenge(heard.Store, heard.Terminal, heard.Right, heard.Amount, heard.BasisPoints, caller.StaffId, ApprovalChallenge.Heard(heard.Code));
        if (!challenge.IsWhole) return CloudRefusals.Wrong("code", "This code does not belong to this act, amount and till, or it was not asked of you.");
        await Audit.Write(work, caller, "challenge-answered", $"store:{asked.StoreId}", null, heard);
        return challenge.Answer(ApprovalChallenge.StoreKey(asked.ApprovalSecret, asked.StoreId));
    }

    /// <param name="Store">The store's code, such as JKT01.</param>
    /// <param name="Code">As it was read out; dashes and small letters are fine.</param>
    sealed record Heard(string Store, int Terminal, Right Right, Money Amount, string Code, int BasisPoints = 0);

    sealed record Asked(StoreId StoreId, string? CounterRules, byte[] ApprovalSecret)
    {
        public CounterRules? Rules => CounterRules is null ? null : JsonSerializer.Deserialize(CounterRules, WireJson.Default.CounterRules);
    }

    const string readStore = """
        select s.store_id, s.counter_rules, p.approval_secret from store s, staff p where s.code = @code and p.staff_id = @staff
        """;
}
