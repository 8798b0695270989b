using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Terminals;

/// <summary>Makes a machine a terminal: a one-time code from an admin against the public half of the machine's own key.</summary>
public sealed class EnrolTerminal(Database database, ILogger<EnrolTerminal> log)
{
    /// <summary>Wrong codes from one address within <see cref="triesWithin"/>; then it has to wait.</summary>
    public const int maxTries = 10;

    static readonly TimeSpan triesWithin = TimeSpan.FromMinutes(10);

    [Function("EnrolTerminal")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/terminals/enrol")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await RequestBody.ReadJson<Sasuai.Sync.EnrolTerminal>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (KeyOf(asked.PublicKey) is not { } key) return Problem.From(CloudRefusals.Wrong("publicKey", "The public key must be a P-256 key in base64 (SubjectPublicKeyInfo)."));
        var address = request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        var answer = await database.Everywhere(work => Enrol(work, asked, key, address), cancellation);
        return answer.IsRefused(out var refusal, out var enrolled) ? Problem.From(refusal) : TypedResults.Json(enrolled, WireJson.Default.TerminalEnrolled);
    }

    async Task<Decision<TerminalEnrolled>> Enrol(Work work, Sasuai.Sync.EnrolTerminal asked, byte[] key, string address)
    {
        if (await work.Single<long>(countTries, new { address, since = work.Now - triesWithin }) >= maxTries)
            return CloudRefusals.TooManyTries("Too many wrong codes came from this address. Wait ten minutes.");
        if (await work.SingleOrNone<Candidate>(findByCode, new { hash = EnrolmentCode.Hash(asked.Code), now = work.Now }) is not { } found)
            return await WrongCode(work, address);
        // The answer may have been lost: the same machine asks again and is told the same.
        if (found.PublicKey is not null && found.PublicKey.AsSpan().SequenceEqual(key) && found.CodeUsed) return found.Enrolled(found.Epoch);
        if (found.CodeUsed) return await WrongCode(work, address);
        var epoch = found.Epoch + 1;
        // What the machine before has not sent is still known by its key.
        await work.Execute(keepFormer, new { terminal = found.TerminalId, key, now = work.Now });
        await work.Execute(enrol, new
            { terminal = found.TerminalId, key, epoch, genesis = HashChain.Genesis(found.TerminalId, epoch), now = work.Now, version = asked.AppVersion });
        var told = new TerminalItem(found.TerminalId, found.StoreId, found.Number, found.Name, false);
        work.Tell(Feeds.Control(found.TerminalId), found.ChainId, FeedKinds.terminal, found.TerminalId.ToString(), JsonSerializer.Serialize(told, WireJson.Default.TerminalItem));
        TillKeys.Tell(work, found.ChainId, found.StoreId, new(found.TerminalId, found.Number, epoch, key, false));
        work.AfterCommit(() => log.Enrolled(found.TerminalId, epoch));
        return found.Enrolled(epoch);
    }

    static async Task<Decision<TerminalEnrolled>> WrongCode(Work work, string address)
    {
        await work.Execute("insert into enrolment_try (address, at) values (@address, @now)", new { address, now = work.Now });
        return CloudRefusals.Wrong("code", "The code is wrong, was used, or is too old. Ask an admin for a new one.");
    }

    static byte[]? KeyOf(string text)
    {
        try
        {
            var bytes = Convert.FromBase64String(text);
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(bytes, out var read);
            var curve = key.ExportParameters(false).Curve.Oid;
            return read == bytes.Length && (curve.FriendlyName is "nistP256" or "ECDSA_P256" || curve.Value == "1.2.840.10045.3.1.7") ? bytes : null;
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            return null;
        }
    }

    sealed record Candidate(
        TerminalId TerminalId, ChainId ChainId, StoreId StoreId, string StoreCode, int Number, string Name, int Epoch, byte[]? PublicKey, bool CodeUsed)
    {
        public TerminalEnrolled Enrolled(int epoch) => new(TerminalId, ChainId, StoreId, StoreCode, Number, epoch);
    }

    const string countTries = "select count(*) from enrolment_try where address = @address and at > @since";

    const string findByCode = """
        select t.terminal_id, t.chain_id, t.store_id, s.code as store_code, t.number, t.name, t.epoch, t.public_key, t.enrolment_code_used as code_used
        from terminal t join store s using (store_id)
        where t.enrolment_code_hash = @hash and t.enrolment_expires_at > @now
        for update of t
        """;

    const string keepFormer = """
        insert into former_key (terminal_id, public_key, chain_id, last_epoch, replaced_at)
        select terminal_id, public_key, chain_id, epoch, @now from terminal where terminal_id = @terminal and public_key is not null and public_key <> @key
        on conflict (terminal_id, public_key) do update set last_epoch = excluded.last_epoch, replaced_at = excluded.replaced_at
        """;

    const string enrol = """
        update terminal
        set public_key = @key, enrolled_at = @now, revoked_at = null, epoch = @epoch, head_sequence = 0, head_hash = @genesis, announced_sequence = 0,
            enrolment_code_used = true, last_contact_at = @now, app_version = @version
        where terminal_id = @terminal
        """;
}
