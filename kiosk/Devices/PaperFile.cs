namespace Sasuai.Kiosk.Devices;

/// <summary>Adds the bytes to a file.</summary>
public sealed class PaperFile(string path) : IReceiptPrinter
{
    static readonly TimeSpan sendTimeout = TimeSpan.FromSeconds(10);

    public string Name => path;

    public async Task<PrintOutcome> Print(byte[] bytes)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, useAsync: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return PrintOutcome.NotThere(fault.Message);
        }
        await using (file)
        {
            try
            {
                await file.WriteAsync(bytes).AsTask().WaitAsync(sendTimeout);
                return PrintOutcome.Printed;
            }
            catch (Exception fault) when (fault is IOException or TimeoutException)
            {
                return PrintOutcome.MaybePrinted(fault.Message);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
