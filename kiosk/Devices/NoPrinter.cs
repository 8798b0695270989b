namespace Sasuai.Kiosk.Devices;

/// <summary>A terminal without a printer: every receipt waits until there is one, or until it is too old.</summary>
public sealed class NoPrinter : IReceiptPrinter
{
    public string Name => "none";

    public Task<PrintOutcome> Print(byte[] bytes) => Task.FromResult(PrintOutcome.NotThere("no printer is set up"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
