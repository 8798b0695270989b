using System.Runtime.InteropServices;

namespace Sasuai.Sync;

/// <summary>When an edit was made and where: of two, the one with the greater hybrid clock is the later, and of the same clock the one of the greater origin.</summary>
/// <param name="Clock">A value of <see cref="HybridClock"/>; 0 for what was there before any edit.</param>
/// <param name="Origin">The terminal's id; all zero for the cloud itself.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Stamp(long Clock, Guid Origin) : IComparable<Stamp>
{
    public int CompareTo(Stamp other) => Clock != other.Clock ? Clock.CompareTo(other.Clock) : Origin.CompareTo(other.Origin);

    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;
    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;
    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}
