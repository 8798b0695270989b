namespace Sasuai.Kiosk.Devices;

/// <summary>What a job does.</summary>
public enum PrintKind { Drawer, Receipt, Copy }

/// <summary>Something to be sent to the printer, written down together with the sale that caused it.</summary>
public sealed record PrintJob(PrintKind Kind, string? SaleId, string? ReceiptNumber, byte[] Bytes, DateTimeOffset CreatedAt)
{
    /// <summary>Opens the drawer; it goes before any paper.</summary>
    public static PrintJob Drawer(string? saleId, DateTimeOffset now) => new(PrintKind.Drawer, saleId, null, CashDrawer.Pulse, now);

    /// <summary>A receipt as <see cref="ReceiptLayout"/> laid it out.</summary>
    public static PrintJob Receipt(string saleId, string receiptNumber, byte[] bytes, DateTimeOffset now) =>
        new(PrintKind.Receipt, saleId, receiptNumber, bytes, now);

    /// <summary>Paper for the shop itself, such as an X report; it belongs to no sale.</summary>
    public static PrintJob Slip(byte[] bytes, DateTimeOffset now) => new(PrintKind.Receipt, null, null, bytes, now);
}

/// <summary>The drawer hangs on the printer's cable.</summary>
public static class CashDrawer
{
    /// <summary>Pin 2, 50 ms on, 500 ms off: what every drawer opens on.</summary>
    public static readonly byte[] Pulse = [0x1B, 0x70, 0x00, 0x19, 0xFA];
}

/// <summary>The printer's cell in the status line.</summary>
/// <param name="Waiting">Jobs not yet on paper.</param>
/// <param name="Doubtful">Receipts given up after several broken tries; a person should look and reprint.</param>
/// <param name="Away">Why nothing can be printed now; null when it can.</param>
/// <param name="Signs">What the printer last told of itself; null when it does not answer.</param>
public readonly record struct PrintStatus(int Waiting, int Doubtful, string? Away, PrinterSigns? Signs = null)
{
    /// <summary>Such as "PRN ok", "PRN waiting 3", "PRN away: no paper".</summary>
    public override string ToString() =>
        Away is not null ? $"PRN away: {Away}" : Waiting > 0 ? $"PRN waiting {Waiting}" : Doubtful > 0 ? $"PRN check {Doubtful}" : "PRN ok";
}
