using System.Globalization;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Replay;

/// <summary>What one sale of the file came to at its till.</summary>
/// <param name="New">False when an earlier run had recorded all of it.</param>
public sealed record Replayed(int Sales, int Refunds, Money SalesTotal, Money RefundsTotal, int Lines, DateOnly BusinessDate, bool New);

/// <summary>A till of long ago: the real lane on a real local database, with a clock that shows the time of each sale, and a till session for each business day.</summary>
public sealed class ReplayTill(LocalDatabase database, ChangeQueue changes, HistoryClock clock, TimeZoneInfo zone, Rejects rejects)
{
    readonly Lane lane = new(database, changes, clock);

    /// <summary>Records one sale of the file. Its bad lines are refused, the others go on; what was recorded before is only counted.</summary>
    public Replayed Record(FileSale sale)
    {
        ArgumentNullException.ThrowIfNull(sale);
        var terminal = database.Read(ThisTerminal.Read) ?? throw new InvalidOperationException("The terminal is not enrolled.");
        var (at, date) = When(sale);
        clock.Show(at);
        var known = Known(sale);
        var member = sale.Card is { } card ? database.Read(db => Members.ByCard(db, card)) : null;
        if (sale.Card is not null && member is null && sale.Lines.Count > 0) rejects.Add("sales", sale.Lines[0].Row, "member-unknown");
        var saleId = Id(terminal, "sale", sale);
        var sold = Part(sale, new(saleId, false, [.. known.Where(line => line.Quantity.IsPositive)], sale.Tender, member, null), date, terminal);
        var back = Part(sale, new(Id(terminal, "refund", sale), true, [.. known.Where(line => !line.Quantity.IsPositive).Select(line => (line.Product, -line.Quantity, line.Discount))],
            sale.Tender, member, sold is null ? null : new SaleId(saleId)), date, terminal);
        return new(sold is null ? 0 : 1, back is null ? 0 : 1, sold?.Total ?? Money.Zero, back?.Total ?? Money.Zero, known.Count, date, sold?.New == true || back?.New == true);
    }

    /// <summary>Counts and closes the last till session.</summary>
    public void CloseDay()
    {
        if (lane.State.Till is null) return;
        Attend();
        Must(lane.CloseHistory());
    }

    (Money Total, bool New)? Part(FileSale sale, HistoricSale part, DateOnly date, ThisTerminal terminal)
    {
        if (part.Lines.Count == 0) return null;
        if (database.Read(db => SaleJournal.Total(db, part.Id)) is { } earlier) return (earlier, false);
        OpenDay(sale, date, terminal);
        return (Must(lane.Record(part)), true);
    }

    List<(SellableProduct Product, Quantity Quantity, Money Discount)> Known(FileSale sale)
    {
        var known = new List<(SellableProduct, Quantity, Money)>(sale.Lines.Count);
        foreach (var (row, line) in sale.Lines)
        {
            if (lane.HistoricProduct(line.Code, line.UnitPrice) is { } product) known.Add((product, line.Quantity, line.Discount));
            else rejects.Add("sales", row, "code-unknown");
        }
        return known;
    }

    /// <summary>Makes sure that the session of this business date is open. Another date's is closed first; a date that comes again gets a further session.</summary>
    void OpenDay(FileSale sale, DateOnly date, ThisTerminal terminal)
    {
        if (lane.State.Till is { } open && open.BusinessDate == date)
        {
            Attend();
            return;
        }
        CloseDay();
        Attend();
        var number = 1;
        while (database.Read(db => TillSessions.Knows(db, Session(sale, date, number, terminal)))) number++;
        Must(lane.OpenTill(Money.Zero, Session(sale, date, number, terminal)));
    }

    void Attend()
    {
        if (lane.State.Cashier is null) Must(lane.AttendHistory());
    }

    (DateTimeOffset At, DateOnly Date) When(FileSale sale)
    {
        if (sale.Moment is { } moment) return (moment, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime));
        // An hour that the clock jumped over is read as the hour after it.
        var local = zone.IsInvalidTime(sale.LocalTime) ? sale.LocalTime.AddHours(1) : sale.LocalTime;
        return (new(local, zone.GetUtcOffset(local)), DateOnly.FromDateTime(local));
    }

    static Guid Id(ThisTerminal terminal, string kind, FileSale sale) => DerivedId.From(terminal.ChainId.Value, $"{kind}/{sale.Store}/{sale.Number}");

    static TillSessionId Session(FileSale sale, DateOnly date, int number, ThisTerminal terminal) =>
        new(DerivedId.From(terminal.ChainId.Value, string.Create(CultureInfo.InvariantCulture, $"till/{sale.Store}/{sale.Terminal}/{date:yyyy-MM-dd}/{number}")));

    static T Must<T>(Decision<T> decision) =>
        decision.IsRefused(out var refusal, out var fact) ? throw new BadFile($"The history cannot go on: {refusal.Text}") : fact;
}
