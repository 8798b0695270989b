using System.Collections.Concurrent;

namespace Sasuai.Kiosk.Devices;

/// <summary>
/// A printer behind the kernel's USB printer device, such as /dev/usb/lp0: written and read like a file, but a write waits for as long as
/// the printer has no paper, and the device is gone with the cable. Nothing here waits longer than its bound; a handle that hangs is left behind.
/// </summary>
public sealed class UsbPrinter(string path, TimeProvider clock) : IReceiptPrinter
{
    static readonly TimeSpan sendTimeout = TimeSpan.FromSeconds(10), openTimeout = TimeSpan.FromSeconds(3), look = TimeSpan.FromMilliseconds(10);

    // A time-out does not tell how much went out, so little goes at a time.
    const int chunk = 1_024;

    FileStream? device;
    // A write that the printer did not take within its time: its bytes come out when it does.
    Task? hanging;
    ConcurrentQueue<byte> answers = new();

    public string Name => path;

    public async Task<PrintOutcome> Print(byte[] bytes)
    {
        if (await Reach() is { } away) return PrintOutcome.NotThere(away);
        if (await Write(EscPos.Knock) is { } deaf) return PrintOutcome.NotThere(deaf);
        for (var sent = 0; sent < bytes.Length; sent += chunk)
            if (await Write(bytes.AsMemory(sent, Math.Min(chunk, bytes.Length - sent))) is { } fault)
                return PrintOutcome.MaybePrinted(fault);
        return PrintOutcome.Printed;
    }

    public async Task<PrinterSigns?> Ask()
    {
        if (await Reach() is not null) return PrinterSigns.Away;
        answers.Clear();
        if (await Write(PrinterInquiry.Questions) is not null) return PrinterSigns.Away;
        return await PrinterInquiry.Answer(async () =>
        {
            if (answers.TryDequeue(out var answer)) return answer;
            await Task.Delay(look, clock);
            return null;
        }, clock);
    }

    public ValueTask DisposeAsync()
    {
        LeaveBehind();
        return ValueTask.CompletedTask;
    }

    async Task<string?> Reach()
    {
        if (device is not null && File.Exists(path)) return null;
        LeaveBehind();
        // Another handle would only queue up behind it, and one more at each try.
        if (hanging is { IsCompleted: false } && File.Exists(path) && !await Ends(hanging)) return TakesNothing;
        try
        {
            device = await Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0)).WaitAsync(openTimeout, clock);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or TimeoutException)
        {
            return fault is FileNotFoundException or DirectoryNotFoundException ? $"{path} is not there" : fault.Message;
        }
        answers = new();
        _ = Listen(device, answers);
        return null;
    }

    async Task<string?> Write(ReadOnlyMemory<byte> bytes)
    {
        var to = device!;
        var writing = Task.Run(() => to.Write(bytes.Span));
        try
        {
            await writing.WaitAsync(sendTimeout, clock);
            return null;
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or TimeoutException)
        {
            LeaveBehind();
            if (fault is not TimeoutException) return fault.Message;
            hanging = writing;
            return TakesNothing;
        }
    }

    string TakesNothing => $"{path} takes nothing: off, no paper, or cover open";

    /// <summary>Whether it comes to an end within the time of a write, well or not.</summary>
    async Task<bool> Ends(Task write)
    {
        try
        {
            await write.WaitAsync(sendTimeout, clock);
            return true;
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or TimeoutException)
        {
            return fault is not TimeoutException;
        }
    }

    /// <summary>Ends with the device.</summary>
    async Task Listen(FileStream from, ConcurrentQueue<byte> to)
    {
        var bytes = new byte[16];
        try
        {
            while (ReferenceEquals(device, from))
            {
                var count = await from.ReadAsync(bytes);
                for (var i = 0; i < count; i++) to.Enqueue(bytes[i]);
                // The device gives nothing at once when it has nothing to tell.
                if (count == 0) await Task.Delay(look, clock);
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // Unplugged, or left behind.
        }
    }

    /// <summary>Closing may wait for a write that hangs, so that nobody waits for it.</summary>
    void LeaveBehind()
    {
        if (Interlocked.Exchange(ref device, null) is not { } old) return;
        new Thread(() => old.Dispose()) { IsBackground = true, Name = "usb printer close" }.Start();
    }
}
