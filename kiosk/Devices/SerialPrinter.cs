namespace Sasuai.Kiosk.Devices;

/// <summary>A receipt printer on a serial line, or on USB as a serial device. The line stays open between receipts.</summary>
public sealed class SerialPrinter(SerialLine line, TimeProvider clock) : IReceiptPrinter
{
    SerialLink? link;

    public string Name => $"{line.Port}@{line.Speed}";

    public async Task<PrintOutcome> Print(byte[] bytes)
    {
        if (await Reach() is { } away)
            return PrintOutcome.NotThere(away);
        if (await link!.Send(bytes) is not { } broken)
            return PrintOutcome.Printed;
        link = null;
        return PrintOutcome.MaybePrinted(broken);
    }

    public async Task<PrinterSigns?> Ask()
    {
        if (await Reach() is not null) return PrinterSigns.Away;
        var (signs, fault) = await link!.Ask();
        if (fault is null) return signs;
        link = null;
        return PrinterSigns.Away;
    }

    public ValueTask DisposeAsync()
    {
        link?.Abandon();
        link = null;
        return ValueTask.CompletedTask;
    }

    /// <summary>Null when the printer takes bytes. A line that was open may be a cable since pulled and put back, so it is opened anew once.</summary>
    async Task<string?> Reach()
    {
        if (link is not null && await link.Send(EscPos.Knock) is null)
            return null;
        (link, var fault) = await SerialLink.Open(line, clock);
        if (link is null)
            return fault;
        fault = await link.Send(EscPos.Knock);
        if (fault is not null)
            link = null;
        return fault;
    }
}
