using System.Text.Json.Serialization;

namespace Sasuai.Staff;

/// <summary>What a person at the counter may or may not do, besides selling.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Right>))]
public enum Right
{
    Discount, ChangePrice, VoidLine, VoidBasket, VoidSale, Refund, RefundWithoutReceipt, Reprint,
    NoSale, CashIn, CashOut, SafeDrop, CloseTill, OverShort, XReport, OnAccount, Training, Settings
}

/// <summary>A right, up to a limit. Without a limit it is unlimited.</summary>
/// <param name="UpTo">Money at one go, 0 or more.</param>
/// <param name="UpToBasisPoints">For discounts: hundredths of a per cent of what is taken off.</param>
public sealed record RightUpTo(Right Right, Money? UpTo = null, int? UpToBasisPoints = null);

/// <summary>What a role may do by itself; everything else needs the approval of somebody who may.</summary>
public sealed record RoleRights(Role Role, IReadOnlyList<RightUpTo> Rights);

/// <summary>Rights per role, as the chain or store set them; a role that is not named has the usual rights.</summary>
public static class Rights
{
    /// <summary>A cashier may give this discount unasked, in hundredths of a per cent.</summary>
    const int cashierDiscount = 500;

    /// <summary>Managers and above may do everything; cashiers what happens every hour.</summary>
    public static IReadOnlyList<RightUpTo> Usual(Role role) => role == Role.Cashier ? cashier : everything;

    /// <summary>Null when the role may do it by itself, else the refusal that asks for an approval.</summary>
    /// <param name="amount">The money it is about; 0 when none is.</param>
    /// <param name="basisPoints">For a discount, its part of the price.</param>
    public static Refusal? Refused(IReadOnlyList<RoleRights>? table, Role role, Right right, Money amount, int basisPoints = 0)
    {
        var rights = table?.FirstOrDefault(row => row.Role == role)?.Rights ?? Usual(role);
        return rights.FirstOrDefault(row => row.Right == right) is not { } may ? Refusals.ApprovalNeeded(right)
            : amount > (may.UpTo ?? amount) || basisPoints > (may.UpToBasisPoints ?? basisPoints) ? Refusals.ApprovalNeeded(right)
            : null;
    }

    static readonly RightUpTo[] everything = [.. Enum.GetValues<Right>().Select(right => new RightUpTo(right))];

    static readonly RightUpTo[] cashier =
    [
        new(Right.VoidLine), new(Right.VoidBasket), new(Right.CloseTill), new(Right.XReport), new(Right.Reprint), new(Right.CashIn), new(Right.SafeDrop),
        new(Right.Training), new(Right.Discount, UpToBasisPoints: cashierDiscount)
    ];
}
