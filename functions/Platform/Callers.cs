using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Functions.Platform;

/// <summary>A person who signed in at the admin app. With a store: they see that store alone.</summary>
public sealed record StaffCaller(StaffId StaffId, ChainId ChainId, StoreId? StoreId, string Name, Role Role);

/// <summary>A terminal that proved itself by its key.</summary>
/// <param name="Revoked">It may pull nothing, and what it pushes is set aside.</param>
/// <param name="Replaced">It is a machine in whose place another stands; it counts as revoked.</param>
public sealed record TerminalCaller(TerminalId TerminalId, ChainId ChainId, StoreId StoreId, bool Revoked, bool Replaced = false);

/// <summary>Finds out who is calling, from the credential alone and never from what the body says.</summary>
public sealed class Callers(Database database, TimeProvider clock)
{
    public static readonly Role[] Office = [Role.Owner, Role.Admin];
    public static readonly Role[] Everyone = [Role.Owner, Role.Admin, Role.Area, Role.Manager];

    /// <summary>The person behind the bearer token; refused when there is none, it has ended, or the role is not among those allowed.</summary>
    public async Task<Decision<StaffCaller>> Staff(HttpRequest request, Role[] allowed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (TokenOf(request) is not { } token) return CloudRefusals.NotSignedIn();
        var found = await database.Everywhere(
            work => work.SingleOrNone<StaffCaller>(findStaff, new { hash = Hash(token), now = clock.GetUtcNow() }), cancellation);
        if (found is null) return CloudRefusals.NotSignedIn();
        return allowed.Contains(found.Role) ? found : CloudRefusals.NotAllowed();
    }

    /// <summary>The terminal whose key signed these bytes. A revoked one is told apart, not turned away: its push is still kept.</summary>
    public async Task<Decision<TerminalCaller>> Terminal(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = request.Headers;
        if (!Guid.TryParse(headers[TerminalSignature.terminalHeader], out var id)
            || !long.TryParse(headers[TerminalSignature.clockHeader], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var sentAt))
            return CloudRefusals.BadSignature();
        return await Terminal(new(id), request.Method, $"{request.Path}{request.QueryString}", sentAt, body, headers[TerminalSignature.signatureHeader].ToString(), cancellation);
    }

    /// <summary>The terminal whose key signed these bytes for such a request, however they came here.</summary>
    public async Task<Decision<TerminalCaller>> Terminal(TerminalId id, string method, string pathAndQuery, long sentAt, ReadOnlyMemory<byte> body, string signature, CancellationToken cancellation)
    {
        if (await database.Everywhere(work => work.SingleOrNone<KnownTerminal>(findTerminal, new { id }), cancellation) is not { } known)
            return CloudRefusals.BadSignature();
        if (Signed(known.PublicKey)) return new TerminalCaller(known.TerminalId, known.ChainId, known.StoreId, known.Revoked);
        foreach (var former in await database.Everywhere(work => work.Query<byte[]>(findFormer, new { id }), cancellation))
            if (Signed(former)) return new TerminalCaller(known.TerminalId, known.ChainId, known.StoreId, Revoked: true, Replaced: true);
        return CloudRefusals.BadSignature();

        bool Signed(byte[] publicKey)
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return TerminalSignature.Verify(key, method, pathAndQuery, sentAt, body.Span, signature);
        }
    }

    internal static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    internal static string? TokenOf(HttpRequest request)
    {
        const string bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? header[bearer.Length..].Trim() : null;
    }

    sealed record KnownTerminal(TerminalId TerminalId, ChainId ChainId, StoreId StoreId, byte[] PublicKey, bool Revoked);

    const string findStaff = """
        select s.staff_id, s.chain_id, s.store_id, s.name, s.role
        from sign_in i join staff s using (staff_id)
        where i.token_hash = @hash and i.expires_at > @now and i.revoked_at is null and s.active
        """;

    // Of so many machines that stood there before, the newest; nobody makes us try more.
    const string findFormer = "select public_key from former_key where terminal_id = @id order by replaced_at desc limit 8";

    const string findTerminal = """
        select terminal_id, chain_id, store_id, public_key, revoked_at is not null as revoked
        from terminal where terminal_id = @id and public_key is not null
        """;
}
