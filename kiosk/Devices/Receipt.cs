namespace Sasuai.Kiosk.Devices;

/// <summary>
/// Everything that a receipt says, ready to be laid out. Amounts are whole units of the store's money; discounts are given as positive amounts.
/// </summary>
public sealed record Receipt
{
    /// <summary>The store's name, then its address lines; the first is printed large.</summary>
    public required IReadOnlyList<string> Header { get; init; }
    /// <summary>The store's tax number, when it has one.</summary>
    public string? Npwp { get; init; }
    /// <summary>From the terminal's own series; also the QR code at the foot.</summary>
    public required string Number { get; init; }
    /// <summary>When it was sold, in the store's own time zone.</summary>
    public required DateTimeOffset Time { get; init; }
    /// <summary>The name that the customer sees.</summary>
    public required string Cashier { get; init; }
    /// <summary>The rows in the order in which they were scanned.</summary>
    public required IReadOnlyList<ReceiptLine> Lines { get; init; }
    /// <summary>The sum of the lines' amounts, before what is taken off the whole sale.</summary>
    public required long Subtotal { get; init; }
    /// <summary>Taken off the whole sale.</summary>
    public long Discount { get; init; }
    /// <summary>What the sale cost, before cash rounding.</summary>
    public required long Total { get; init; }
    /// <summary>The tax that lies inside the total, when the store charges any.</summary>
    public ReceiptTax? Tax { get; init; }
    /// <summary>Added (or, below zero, taken off) so that coins suffice.</summary>
    public long Rounding { get; init; }
    /// <summary>How it was paid.</summary>
    public required IReadOnlyList<ReceiptTender> Tenders { get; init; }
    /// <summary>Cash given back.</summary>
    public long Change { get; init; }
    /// <summary>Who bought, when it was a member.</summary>
    public ReceiptMember? Member { get; init; }
    /// <summary>Thanks, opening hours, how to return things.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];
}

/// <summary>One row: <paramref name="Amount"/> is what it adds to the subtotal, its own <paramref name="Discount"/> already taken off.</summary>
public sealed record ReceiptLine(string Name, decimal Quantity, long UnitPrice, long Amount, long Discount = 0, string? Unit = null);

/// <summary>PPN inside the price: what it was reckoned on, and the tax itself.</summary>
public sealed record ReceiptTax(long Base, long Tax);

/// <summary>One payment by its name, such as Tunai, Kartu or QRIS.</summary>
public sealed record ReceiptTender(string Name, long Amount);

/// <summary>The member with the points of this sale and, when known, all that there are now.</summary>
public sealed record ReceiptMember(string Name, long PointsEarned, long? PointsNow);
