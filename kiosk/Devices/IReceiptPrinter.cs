namespace Sasuai.Kiosk.Devices;

/// <summary>Takes bytes to paper, over a serial line, the network, or into a file.</summary>
public interface IReceiptPrinter : IAsyncDisposable
{
    /// <summary>Where it is, as a person would look for it: a port, an address, a file.</summary>
    string Name { get; }

    /// <summary>
    /// Sends one job. It answers within a bound whatever the printer does, and never throws for a printer that is away, off or jammed.
    /// One job at a time.
    /// </summary>
    Task<PrintOutcome> Print(byte[] bytes);

    /// <summary>
    /// Asks how it is; null when it is there and does not answer, or cannot be asked; <see cref="PrinterSigns.Away"/> when it is not there. Within a bound, and never
    /// during a job.
    /// </summary>
    Task<PrinterSigns?> Ask() => Task.FromResult<PrinterSigns?>(null);
}

/// <summary>How far a job came.</summary>
public enum PrintResult
{
    /// <summary>All of it was taken.</summary>
    Printed,
    /// <summary>Nothing went out: it can be sent again without any doubt.</summary>
    NotThere,
    /// <summary>Some may have come out on paper: sent again, it must be marked.</summary>
    MaybePrinted,
}

/// <summary>The result of one job, with the reason when it is not good.</summary>
public readonly record struct PrintOutcome(PrintResult Result, string? Reason)
{
    public static PrintOutcome Printed => new(PrintResult.Printed, null);

    public static PrintOutcome NotThere(string reason) => new(PrintResult.NotThere, reason);

    public static PrintOutcome MaybePrinted(string reason) => new(PrintResult.MaybePrinted, reason);
}
