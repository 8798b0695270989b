using System.Text.Json.Serialization;
using Sasuai.Sync;

namespace Sasuai.Loyalty;

/// <summary>How somebody said whether they may be sent messages.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConsentWay>))]
public enum ConsentWay
{
    /// <summary>Asked and answered at the counter.</summary>
    Spoken,

    /// <summary>Signed on the slip that the till printed.</summary>
    Signed
}

/// <summary>A person became a member at a counter, with or without a network.</summary>
/// <param name="Phone">E.164, such as +6281234567890; null when only a card was given.</param>
/// <param name="MayBeTold">The person agreed to messages, at this moment and in this way.</param>
/// <param name="Language">Of the messages: id or en.</param>
public sealed record MemberEnrolled(
    MemberId MemberId, string Name, string? Phone, string? Card, bool MayBeTold, StaffId CashierId, DateTimeOffset EnrolledAt,
    string Language = "id", ConsentWay ConsentWay = ConsentWay.Spoken);

/// <summary>A member took a reward for points.</summary>
/// <param name="SaleId">The sale in which it is given.</param>
/// <param name="Held">By which allowance the points were taken; null from tills of before there were any.</param>
/// <param name="Risk">What of the points was not granted and is the store's risk; null for nothing.</param>
public sealed record RewardClaimed(
    RewardClaimId RewardClaimId, RewardId RewardId, MemberId MemberId, SaleId? SaleId, long Points, StaffId CashierId, DateTimeOffset ClaimedAt, AllowanceHeld? Held = null,
    AllowanceTaken? Risk = null);

/// <summary>A claim was taken back: points and stock return.</summary>
/// <param name="Held">The allowance that the points return to; null when they do not.</param>
/// <param name="Risk">What returns to the store's risk, below 0; null for nothing.</param>
public sealed record RewardClaimCancelled(
    RewardClaimId RewardClaimId, RewardId RewardId, MemberId MemberId, long Points, StaffId CashierId, DateTimeOffset CancelledAt, string Reason, AllowanceHeld? Held = null,
    AllowanceTaken? Risk = null);
