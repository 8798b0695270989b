using System.Text.Json.Serialization;

namespace Sasuai.Tills;

/// <summary>How cash moved without a sale.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CashMovementKind>))]
public enum CashMovementKind
{
    /// <summary>The float was topped up.</summary>
    CashIn,

    /// <summary>Petty cash was taken.</summary>
    CashOut,

    /// <summary>Money was moved to the safe.</summary>
    SafeDrop
}

/// <summary>Cash was put into the drawer or taken out: who, when, why.</summary>
/// <param name="Amount">Above 0, whichever way it went.</param>
public sealed record CashMoved(
    CashMovementId CashMovementId, TillSessionId TillSessionId, CashMovementKind Kind, Money Amount, StaffId CashierId, DateTimeOffset MovedAt, string Reason,
    ApprovalId? ApprovalId = null);

/// <summary>A no-sale: the drawer was opened without a sale.</summary>
public sealed record DrawerOpened(TillSessionId TillSessionId, StaffId CashierId, DateTimeOffset OpenedAt, string Reason, ApprovalId? ApprovalId = null);

/// <summary>So many notes or coins of one value.</summary>
/// <param name="Value">What one of them is worth, above 0.</param>
/// <param name="Pieces">0 or more.</param>
public sealed record CountedCash(Money Value, int Pieces)
{
    [JsonIgnore]
    public Money Amount => Value.Times(Quantity.Of(Pieces));
}

/// <summary>The drawer was counted blind, before anybody saw what was expected. A count that does not fit is done once more; both stay on record.</summary>
/// <param name="Attempt">1, or 2 for the recount.</param>
/// <param name="Cash">By denomination; empty when only the sum was told.</param>
public sealed record DrawerCounted(
    TillSessionId TillSessionId, int Attempt, Money Counted, IReadOnlyList<CountedCash> Cash, StaffId CashierId, DateTimeOffset CountedAt);
