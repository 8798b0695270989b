using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Sync;

namespace Sasuai.Kiosk.Screens;

/// <summary>Sync and printer as the status line shows them.</summary>
public static class StatusOf
{
    /// <param name="hasPrinter">False for a terminal that is set up without one.</param>
    public static ShopStatus Shop(SyncStatus sync, PrintStatus print, bool hasPrinter)
    {
        ArgumentNullException.ThrowIfNull(sync);
        return new(sync.Online, sync.Since, sync.UnsentFacts, sync.UnsentMoney, sync.CatalogueAt, Printer(print, hasPrinter), print.Waiting + print.Doubtful, sync.Message, Printing: print.Signs);
    }

    static PrinterNow Printer(PrintStatus print, bool hasPrinter) =>
        !hasPrinter ? PrinterNow.None
        : print.Away is not null ? PrinterNow.Away
        : print.Waiting + print.Doubtful > 0 ? PrinterNow.Waiting
        : PrinterNow.Ready;
}
