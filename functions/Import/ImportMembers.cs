using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Terminals;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Functions.Import;

/// <summary>Brings members in, each known by the card. A wrong row is refused with its reason; sending it again changes nothing.</summary>
public sealed class ImportMembers(Database database, Callers callers)
{
    /// <summary>Rows in one request at the most.</summary>
    public const int maxRows = 1_000;

    const int bodyLimit = 1024 * 1024;
    const int textMaxLength = 120;

    [Function("ImportMembers")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/import/members")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Sasuai.Sync.ImportMembers>(request, cancellation, bodyLimit)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Members.Count > maxRows) return Problem.From(CloudRefusals.Wrong("members", $"At most {maxRows} members come in one request."));
        return Json.Ok(await database.InChain(caller.ChainId, work => Keep(work, caller, asked.Members), cancellation));
    }

    static async Task<Imported> Keep(Work work, StaffCaller caller, IReadOnlyList<ImportMember> asked)
    {
        await work.Execute("select pg_advisory_xact_lock(hashtextextended(@key, 2))", new { key = caller.ChainId.ToString() });
        var phones = asked.Select(row => PhoneOf(row).IsRefused(out _, out var phone) ? null : phone.Digits).ToArray();
        var known = await work.Query<KnownMember>(readMembers, new { cards = asked.Select(row => row.Card).ToArray(), phones = phones.OfType<string>().ToArray() });
        var (cards, owners) = (known.Where(member => member.Card is not null).ToDictionary(member => member.Card!, StringComparer.Ordinal), known.Where(member => member.Phone is not null).ToDictionary(member => member.Phone!, member => member.Card, StringComparer.Ordinal));
        var (refused, fresh, changed) = (new List<ImportRefused>(), new List<NewMember>(), new List<MemberId>());
        var lowest = Tier.For(0, await work.Query<Tier>(StoreTable.readTiers, new { chain = caller.ChainId }))?.TierId;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < asked.Count; i++)
        {
            var (row, phone) = (asked[i], phones[i]);
            if (Wrong(row, phone, seen, owners) is { } no) refused.Add(new(row.Card, no));
            else if (!cards.TryGetValue(row.Card, out var before)) fresh.Add(new(new(Guid.CreateVersion7(work.Now)), row.Name, phone, row.Card, lowest, 0, work.Now));
            else if (before.Name != row.Name || (phone is not null && phone != before.Phone))
            {
                await work.Execute("update member set name = @name, phone = coalesce(@phone, phone) where member_id = @id", new { row.Name, phone, id = before.MemberId });
                changed.Add(before.MemberId);
            }
        }
        await MemberTable.Add(work, caller.ChainId, fresh);
        await MemberTable.Tell(work, caller.ChainId, changed);
        return new(fresh.Count, changed.Count, asked.Count - fresh.Count - changed.Count - refused.Count, refused);
    }

    static Refusal? Wrong(ImportMember row, string? phone, HashSet<string> seen, Dictionary<string, string?> owners)
    {
        if (string.IsNullOrWhiteSpace(row.Card) || row.Card.Length > textMaxLength || row.Card.Contains('\0', StringComparison.Ordinal)) return CloudRefusals.Wrong("card", $"A card has 1 to {textMaxLength} characters.");
        if (string.IsNullOrWhiteSpace(row.Name) || row.Name.Length > textMaxLength || row.Name.Contains('\0', StringComparison.Ordinal)) return CloudRefusals.Wrong("name", $"A name has 1 to {textMaxLength} characters.");
        if (row.Phone is { Length: > 0 } && phone is null) return PhoneOf(row).Refusal;
        if (!seen.Add(row.Card)) return CloudRefusals.Wrong("card", "The card stands twice in this request.");
        if (phone is not null && !owners.TryAdd(phone, row.Card) && owners[phone] != row.Card) return CloudRefusals.Conflict("The phone number belongs to another member.", "phone");
        return null;
    }

    static Decision<PhoneNumber> PhoneOf(ImportMember row) => PhoneNumber.Read(row.Phone);

    sealed record KnownMember(MemberId MemberId, string Name, string? Phone, string? Card);

    const string readMembers = "select member_id, name, phone, card from member where card = any(@cards) or phone = any(@phones)";
}
