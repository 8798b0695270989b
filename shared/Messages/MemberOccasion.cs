using System.Text.Json.Serialization;

namespace Sasuai.Messages;

/// <summary>Something that a member is told once, such as a welcome. Names nobody: no phone number, no key and no text ever enters the broker.</summary>
/// <param name="StoreId">In whose hours it is sent, and whose name it bears.</param>
/// <param name="Occasion">The key of its text, such as welcome.</param>
/// <param name="Period">Which time it is, such as once or 2026; with member and occasion it makes the message unique.</param>
/// <param name="SubjectId">What it is about, such as the reward or the campaign; null where there is no such thing.</param>
public sealed record MemberOccasion(
    Guid EventId, int Version, DateTimeOffset OccurredAt, ChainId ChainId, StoreId StoreId, MemberId MemberId, string Occasion, string Period, Guid? SubjectId = null)
{
    public const int CurrentVersion = 1;

    /// <summary>The sale that caused it; null where no sale did.</summary>
    [JsonIgnore]
    public Guid? SaleId => Occasion == Receipt ? SubjectId : null;

    /// <summary>Somebody became a member at a counter, and may be told.</summary>
    public const string Welcome = "welcome";

    /// <summary>It is the member's birthday.</summary>
    public const string Birthday = "birthday";

    /// <summary>The member has not bought for as long as the chain thinks long.</summary>
    public const string Absence = "absence";

    /// <summary>The member's points have come to be enough for a reward.</summary>
    public const string RewardReady = "reward-ready";

    /// <summary>The member's points lapse in a month, unless they buy.</summary>
    public const string PointsLapsing = "points-lapsing";

    /// <summary>The member bought, and gets the receipt; it is about the sale.</summary>
    public const string Receipt = "receipt";

    /// <summary>The chain writes to a part of its members.</summary>
    public const string Promotion = "promotion";

    /// <summary>What happens once in a life.</summary>
    public const string Once = "once";
}
