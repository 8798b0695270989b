namespace Sasuai.Kiosk.Devices;

/// <summary>
/// Everything that a receipt says, ready to be laid out. Discounts are given as positive amounts. Gross − Discount and the taxes on top =
/// Total; Total + Rounding is what was to be paid.
/// </summary>
public sealed record Receipt
{
    /// <summary>Above everything; null for none.</summary>
    public Logo? Logo { get; init; }
    /// <summary>The store's name, then its address lines; the first is printed large.</summary>
    public required IReadOnlyList<string> Header { get; init; }
    /// <summary>The store's tax number, when it has one.</summary>
    public string? Npwp { get; init; }
    /// <summary>From the terminal's own series; also the barcode at the foot.</summary>
    public required string Number { get; init; }
    /// <summary>What the QR code at the foot holds; the number when null.</summary>
    public string? Code { get; init; }
    /// <summary>When it was sold, in the store's own time zone.</summary>
    public required DateTimeOffset Time { get; init; }
    /// <summary>The name that the customer sees.</summary>
    public required string Cashier { get; init; }
    /// <summary>The rows in the order in which they were scanned.</summary>
    public required IReadOnlyList<ReceiptLine> Lines { get; init; }
    /// <summary>The sum of the lines before any discount.</summary>
    public required Money Gross { get; init; }
    /// <summary>All that was taken off, on the lines and on the whole sale.</summary>
    public Money Discount { get; init; }
    /// <summary>What the sale cost, before cash rounding.</summary>
    public required Money Total { get; init; }
    /// <summary>Each rate that the store charges, inside the prices or on top of them.</summary>
    public IReadOnlyList<ReceiptTax> Taxes { get; init; } = [];
    /// <summary>Added (or, below zero, taken off) so that coins suffice.</summary>
    public Money Rounding { get; init; }
    /// <summary>How it was paid.</summary>
    public required IReadOnlyList<ReceiptTender> Tenders { get; init; }
    /// <summary>Cash given back.</summary>
    public Money Change { get; init; }
    /// <summary>What came back on the same ticket.</summary>
    public ReceiptReturn? Returned { get; init; }
    /// <summary>Who bought, when it was a member.</summary>
    public ReceiptMember? Member { get; init; }
    /// <summary>What the cashier wrote about the whole sale.</summary>
    public string? Note { get; init; }
    /// <summary>Thanks, opening hours, how to return things.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];
}

/// <summary>One row: <paramref name="Gross"/> is the quantity at its price, <paramref name="Discount"/> all that was taken off this row.</summary>
/// <param name="Offers">The part of each promotion, by its name.</param>
/// <param name="ByHand">The part that a person took off.</param>
/// <param name="Note">What the cashier wrote about it, such as: less sugar.</param>
public sealed record ReceiptLine(
    string Name, Quantity Quantity, Money UnitPrice, Money Gross, Money Discount = default, string? Unit = null,
    IReadOnlyList<ReceiptOffer>? Offers = null, Money ByHand = default, string? Note = null);

/// <summary>Goods that came back, under the refund's own number; <paramref name="GivenBack"/> is cash for the customer.</summary>
public sealed record ReceiptReturn(string Number, IReadOnlyList<ReceiptLine> Lines, Money GivenBack);

/// <summary>What a promotion took off a row.</summary>
public sealed record ReceiptOffer(string Name, Money Amount);

/// <summary>One rate: what it was reckoned on, and the tax itself, each with its name, such as DPP and PPN 12 %.</summary>
/// <param name="OnTop">It was added to the prices; else it is inside them.</param>
public sealed record ReceiptTax(string BaseName, Money Base, string Name, Money Tax, bool OnTop = false);

/// <summary>One payment by its name, such as Tunai, Kartu or QRIS; for cash, what was handed over.</summary>
/// <param name="Reference">The number from the card machine or the bank.</param>
public sealed record ReceiptTender(string Name, Money Given, string? Reference = null);

/// <summary>The member with the points of this sale and, when known, all that there are now.</summary>
public sealed record ReceiptMember(string Name, long PointsEarned, long? PointsNow, long PointsSpent = 0);
