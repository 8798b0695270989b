using System.Text.Json.Serialization;

namespace Sasuai.Sales;

/// <summary>A person changed the price, or took money off, in an open basket: who, when, why.</summary>
/// <param name="Number">The line; null for the whole sale.</param>
/// <param name="Amount">Money that this takes off at this moment; negative when a price was raised.</param>
/// <param name="NewPrice">The price each that was set instead of the catalogue's; null for a discount.</param>
public sealed record DiscountGiven(
    SaleId SaleId, int? Number, string Name, Money Amount, Money? NewPrice, StaffId CashierId, DateTimeOffset GivenAt, string Reason, ApprovalId? ApprovalId = null);

/// <summary>A basket was set aside to be recalled; no money was taken.</summary>
public sealed record SaleParked(SaleId SaleId, int Lines, Money Amount, StaffId CashierId, DateTimeOffset ParkedAt, string Note);

/// <summary>A parked sale was taken up again.</summary>
public sealed record SaleRecalled(SaleId SaleId, StaffId CashierId, DateTimeOffset RecalledAt);

/// <summary>Which paper was printed once more.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReprintKind>))]
public enum ReprintKind
{
    Copy, Gift
}

/// <summary>A receipt was printed again: marked COPY and counted, or as a gift receipt without prices.</summary>
/// <param name="Copy">1 for the first of its kind.</param>
public sealed record ReceiptReprinted(
    Guid SaleOrRefundId, ReceiptNumber ReceiptNumber, ReprintKind Kind, int Copy, StaffId CashierId, DateTimeOffset PrintedAt, string Reason);

/// <summary>A part of a payment was given back before the sale was completed: who, when, why.</summary>
public sealed record TenderWithdrawn(SaleId SaleId, TenderKind Kind, Money Amount, string? Reference, StaffId CashierId, DateTimeOffset WithdrawnAt, string Reason);

/// <summary>A payment that was unknown when the sale was completed is now certain.</summary>
/// <param name="Tender">Its place among the sale's tenders, 0 for the first.</param>
/// <param name="State">Confirmed: the money came. Failed: it never will, and the chain has to claim it.</param>
public sealed record TenderSettled(
    SaleId SaleId, int Tender, TenderKind Kind, Money Amount, TenderState State, string Reference, StaffId CashierId, DateTimeOffset SettledAt, string Reason);
