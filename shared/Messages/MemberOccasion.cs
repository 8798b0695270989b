namespace Sasuai.Messages;

/// <summary>Something that a member is told once, such as a welcome. Names nobody: no phone number, no key and no text ever enters the broker.</summary>
/// <param name="StoreId">In whose hours it is sent, and whose name it bears.</param>
/// <param name="Occasion">The key of its text, such as welcome.</param>
/// <param name="Period">Which time it is, such as once or 2026; with member and occasion it makes the message unique.</param>
public sealed record MemberOccasion(
    Guid EventId, int Version, DateTimeOffset OccurredAt, ChainId ChainId, StoreId StoreId, MemberId MemberId, string Occasion, string Period)
{
    public const int CurrentVersion = 1;

    /// <summary>Somebody became a member at a counter, and may be told.</summary>
    public const string Welcome = "welcome";

    /// <summary>What happens once in a life.</summary>
    public const string Once = "once";
}
