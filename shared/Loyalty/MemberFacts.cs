namespace Sasuai.Loyalty;

/// <summary>A person became a member at a counter, with or without a network.</summary>
/// <param name="Phone">E.164, such as +6281234567890; null when only a card was given.</param>
/// <param name="MayBeTold">The person agreed to messages.</param>
public sealed record MemberEnrolled(
    MemberId MemberId, string Name, string? Phone, string? Card, bool MayBeTold, StaffId CashierId, DateTimeOffset EnrolledAt);

/// <summary>A member took a reward for points.</summary>
public sealed record RewardClaimed(
    RewardClaimId RewardClaimId, RewardId RewardId, MemberId MemberId, SaleId? SaleId, long Points, StaffId CashierId, DateTimeOffset ClaimedAt);

/// <summary>A claim was taken back: points and stock return.</summary>
public sealed record RewardClaimCancelled(
    RewardClaimId RewardClaimId, RewardId RewardId, MemberId MemberId, long Points, StaffId CashierId, DateTimeOffset CancelledAt, string Reason);
