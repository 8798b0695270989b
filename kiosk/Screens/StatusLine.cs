using System.Globalization;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Kiosk.Screens;

/// <summary>The status line in words: that selling is safe, what is still unsent, how old the prices are, and a cell for each device.</summary>
public static class StatusLine
{
    /// <summary>The cells from most to least important, each with its look.</summary>
    public static IReadOnlyList<(string Text, Style Style)> Cells(Till till)
    {
        ArgumentNullException.ThrowIfNull(till);
        var status = till.Status.Now;
        var cells = new List<(string, Style)> { Connection(till, status), Printer(till, status) };
        if (status.IsDamaged) cells.Insert(0, (Words.In(till.Language, Word.DatabaseDamaged), Style.Refused));
        if (status.DrawerOpen == true) cells.Add((Words.In(till.Language, Word.DrawerOpen), Style.Warning));
        if (status.ScannerAway is { } away) cells.Add((Words.In(till.Language, away ? Word.ScannerAway : Word.ScannerReady), away ? Style.Refused : Style.Safe));
        if (status.DisplayAway is { } dark) cells.Add((Words.In(till.Language, dark ? Word.DisplayAway : Word.DisplayReady), dark ? Style.Refused : Style.Safe));
        if (status.Unsent > 0)
            cells.Add((Words.In(till.Language, Word.StatusUnsent, status.Unsent, till.Show(status.UnsentMoney)), status.Online ? Style.Faint : Style.Warning));
        if (status.Message is { } message) cells.Add((message, Style.Warning));
        cells.Add(Catalogue(till, status));
        return cells;
    }

    static (string, Style) Connection(Till till, ShopStatus status) => status switch
    {
        { Online: true } => (Words.In(till.Language, Word.StatusOnline), Style.Safe),
        { OfflineSince: { } since } => (Words.In(till.Language, Word.StatusOffline, Clock(till, since)), Style.Warning),
        _ => (Words.In(till.Language, Word.StatusNever), Style.Warning),
    };

    static (string, Style) Printer(Till till, ShopStatus status) => (status.Printer, status.Printing) switch
    {
        (not PrinterNow.None, { } signs) when Told(signs) is { } word => (Words.In(till.Language, word, status.Receipts), word == Word.PrinterPaperLow ? Style.Warning : Style.Refused),
        _ => Queue(till, status)
    };

    /// <summary>The worst of what it tells; null when it is well.</summary>
    static Word? Told(PrinterSigns signs) =>
        signs.HasFlag(PrinterSigns.PaperOut) ? Word.PrinterPaperOut : signs.HasFlag(PrinterSigns.CoverOpen) ? Word.PrinterCoverOpen
        : signs.HasFlag(PrinterSigns.Fault) ? Word.PrinterFault : signs.HasFlag(PrinterSigns.Offline) ? Word.PrinterOffline
        : signs.HasFlag(PrinterSigns.PaperLow) ? Word.PrinterPaperLow : null;

    static (string, Style) Queue(Till till, ShopStatus status) => status.Printer switch
    {
        PrinterNow.Ready => (Words.In(till.Language, Word.PrinterReady), Style.Safe),
        PrinterNow.Waiting => (Words.In(till.Language, Word.PrinterWaiting, status.Receipts), Style.Warning),
        PrinterNow.Away => (Words.In(till.Language, Word.PrinterAway, status.Receipts), Style.Refused),
        _ => (Words.In(till.Language, Word.PrinterNone), Style.Faint),
    };

    static (string, Style) Catalogue(Till till, ShopStatus status)
    {
        if (status.CatalogueAt is not { } at) return (Words.In(till.Language, Word.StatusNoCatalogue), Style.Warning);
        var age = till.Now - at;
        var (word, count) = age.TotalHours < 1 ? (Word.Minutes, age.TotalMinutes) : age.TotalDays < 2 ? (Word.Hours, age.TotalHours) : (Word.Days, age.TotalDays);
        var told = Words.In(till.Language, word, Math.Max(0, (long)count));
        return (Words.In(till.Language, Word.StatusCatalogue, told), age.TotalDays < 1 ? Style.Faint : Style.Warning);
    }

    static string Clock(Till till, DateTimeOffset moment) =>
        (till.State.Store is { } store ? StoreTime.At(moment, store.TimeZone) : moment).ToString("HH:mm", CultureInfo.InvariantCulture);
}
