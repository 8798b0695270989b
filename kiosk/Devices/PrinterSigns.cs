namespace Sasuai.Kiosk.Devices;

/// <summary>What a printer tells of itself when it is asked (Epson's DLE EOT).</summary>
[Flags]
public enum PrinterSigns
{
    None = 0,

    /// <summary>Pin 3 of the drawer's plug is high; whether that is open or shut depends on the drawer's switch.</summary>
    DrawerPinHigh = 1,

    Offline = 2,
    CoverOpen = 4,
    PaperOut = 8,

    /// <summary>The roll is near its end; it still prints.</summary>
    PaperLow = 16,

    /// <summary>The cutter or something worse.</summary>
    Fault = 32,

    /// <summary>It cannot be reached, and so says nothing of itself.</summary>
    Away = 64,

    /// <summary>With any of these nothing comes out on paper.</summary>
    CannotPrint = Offline | CoverOpen | PaperOut | Fault
}

/// <summary>
/// Asks a printer how it is: three questions in one write, three bytes back, in order. It is asked only between jobs, because inside a picture
/// the question would be taken for dots. Other bytes of the line (XON, XOFF, automatic status) are told apart by their fixed bits and passed over.
/// </summary>
static class PrinterInquiry
{
    /// <summary>DLE EOT 1 (printer), 2 (why offline), 4 (paper).</summary>
    public static readonly byte[] Questions = [0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 4];

    /// <summary>A printer answers within a few milliseconds of the last byte, even offline.</summary>
    public static readonly TimeSpan patience = TimeSpan.FromMilliseconds(400);

    const int answers = 3;

    /// <summary>Reads until all answers are here; null when they did not come in time.</summary>
    /// <param name="read">The next byte, or null when none came within its own short wait.</param>
    public static async Task<PrinterSigns?> Answer(Func<Task<byte?>> read, TimeProvider clock)
    {
        var got = new List<byte>(answers);
        for (var since = clock.GetTimestamp(); got.Count < answers && clock.GetElapsedTime(since) < patience;)
            if (await read() is { } b && (b & 0b1001_0011) == 0b0001_0010) got.Add(b);
        return got.Count == answers ? Read(got[0], got[1], got[2]) : null;
    }

    static PrinterSigns Read(byte printer, byte cause, byte paper) =>
        If(printer, 0x04, PrinterSigns.DrawerPinHigh) | If(printer, 0x08, PrinterSigns.Offline)
        | If(cause, 0x04, PrinterSigns.CoverOpen) | If(cause, 0x20, PrinterSigns.PaperOut) | If(cause, 0x40, PrinterSigns.Fault)
        | If(paper, 0x0C, PrinterSigns.PaperLow) | If(paper, 0x60, PrinterSigns.PaperOut);

    static PrinterSigns If(byte answer, byte bits, PrinterSigns sign) => (answer & bits) != 0 ? sign : PrinterSigns.None;
}
