using System.Runtime.InteropServices;

namespace Sasuai.Sync;

/// <summary>
/// What one holder may take from a sum that several share, without asking (the bounded counter of Balegas et al., arXiv 1503.09052; SYNC 1.2).
/// The cloud alone grants, the holder alone uses. As long as the grants together are no more than the sum, nobody can overdraw it, however long
/// they are alone. What was granted only grows, so that it may be told late, twice or in any order; what was used travels as facts, each counted once.
/// </summary>
/// <param name="Granted">All that was ever granted, 0 or more.</param>
/// <param name="Used">All that was taken or given back to the cloud, less what was taken and not needed after all.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Escrow(long Granted, long Used)
{
    /// <summary>What may still be taken; 0 for who took more than was granted.</summary>
    public long Left => Math.Max(0, Granted - Used);

    public Escrow Grant(long amount) => this with { Granted = Granted + amount };

    public Escrow Use(long amount) => this with { Used = Used + amount };

    /// <summary>What two know who know different things of the same holder.</summary>
    public Escrow Join(Escrow other) => new(Math.Max(Granted, other.Granted), Math.Max(Used, other.Used));

    /// <summary>The holder will not take any more of it.</summary>
    public Escrow Close() => this with { Granted = Math.Min(Granted, Used) };

    /// <summary>How much more to grant to a holder who wants to have so much in all: never more than the sum has beyond what all holders may still take.</summary>
    /// <param name="sum">What there is to take from.</param>
    /// <param name="outstanding">What all holders together may still take, this one too.</param>
    public long ToGrant(long wanted, long sum, long outstanding) => Math.Max(0, Math.Min(wanted - Left, sum - outstanding));
}
