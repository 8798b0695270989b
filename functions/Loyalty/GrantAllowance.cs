using System.Runtime.InteropServices;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>One holder of a part of something scarce, and what it asked for.</summary>
/// <param name="Asked">How many it wants to have in all.</param>
/// <param name="AskedAt">Null when it waits for nothing.</param>
sealed record AllowanceRow(TerminalId TerminalId, int Epoch, long Granted, long Used, long Asked, DateTimeOffset? AskedAt)
{
    public Escrow Held => new(Granted, Used);
}

/// <param name="More">0 or more.</param>
/// <param name="Served">It waits for no more.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct Grant(AllowanceRow Row, long More, bool Served);

/// <summary>
/// Who gets how much of something scarce: what is free goes to those who wait, the first come first, and what is not is asked back from those who
/// hold it. Together they never hold more than there is. The same decision is made in tests/Simulation.
/// </summary>
static class GrantAllowance
{
    /// <summary>So long after a question somebody may still stand at the till; later it is not answered any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="sum">What there is.</param>
    public static (IReadOnlyList<Grant> Grants, IReadOnlyList<AllowanceRow> Recalled) Decide(IReadOnlyList<AllowanceRow> holders, long sum, DateTimeOffset now)
    {
        var outstanding = holders.Sum(row => row.Held.Left);
        var grants = new List<Grant>();
        foreach (var row in holders.Where(row => row.AskedAt >= now - Patience).OrderBy(row => row.AskedAt))
        {
            var more = row.Held.ToGrant(row.Asked, sum, outstanding);
            outstanding += more;
            grants.Add(new(row, more, row.Held.Grant(more).Left >= Math.Min(row.Asked, sum)));
        }
        return (grants, grants.TrueForAll(grant => grant.Served) ? [] : [.. holders.Where(row => row.Held.Left > 0 && !grants.Exists(grant => grant.Row == row))]);
    }
}
