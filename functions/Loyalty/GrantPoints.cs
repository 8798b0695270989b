using System.Runtime.InteropServices;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>One holder of a member's points, and what it asked for.</summary>
/// <param name="Asked">How many it wants to have in all.</param>
/// <param name="AskedAt">Null when it waits for nothing.</param>
sealed record AllowanceRow(TerminalId TerminalId, int Epoch, long Granted, long Used, long Asked, DateTimeOffset? AskedAt)
{
    public Escrow Held => new(Granted, Used);
}

/// <param name="More">0 or more.</param>
/// <param name="Served">It waits for no more.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct PointsGrant(AllowanceRow Row, long More, bool Served);

/// <summary>
/// Who gets which of a member's points: what is free goes to those who wait, the first come first, and what is not is asked back from those who
/// hold it. Together they never hold more than the member has. The same decision is made in tests/Simulation.
/// </summary>
static class GrantPoints
{
    /// <summary>So long after a question somebody may still stand at the till; later it is not answered any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="points">What the member has.</param>
    public static (IReadOnlyList<PointsGrant> Grants, IReadOnlyList<AllowanceRow> Recalled) Decide(IReadOnlyList<AllowanceRow> holders, long points, DateTimeOffset now)
    {
        var outstanding = holders.Sum(row => row.Held.Left);
        var grants = new List<PointsGrant>();
        foreach (var row in holders.Where(row => row.AskedAt >= now - Patience).OrderBy(row => row.AskedAt))
        {
            var more = row.Held.ToGrant(row.Asked, points, outstanding);
            outstanding += more;
            grants.Add(new(row, more, row.Held.Grant(more).Left >= Math.Min(row.Asked, points)));
        }
        return (grants, grants.TrueForAll(grant => grant.Served) ? [] : [.. holders.Where(row => row.Held.Left > 0 && !grants.Exists(grant => grant.Row == row))]);
    }
}
