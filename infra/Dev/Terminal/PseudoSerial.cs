using System.Runtime.InteropServices;
using System.Text;

namespace Sasuai.Dev;

/// <summary>
/// A serial line without hardware: the program opens <see cref="Path"/> like a port, and here we are the printer at the other end,
/// which reads everything, may answer, may stall and may be pulled out.
/// </summary>
public sealed partial class PseudoSerial : IDisposable
{
    readonly TempFolder folder = TempFolder.Create("serial");
    readonly Lock gate = new();
    readonly MemoryStream written = new();
    PseudoPair? pair;
    Thread? reader;
    volatile bool stalled;

    PseudoSerial(string name) => Path = folder.File(name);

    /// <summary>A link whose name stays the same when the line is pulled out and plugged in again, as udev names do.</summary>
    public string Path { get; }

    /// <summary>True: the printer reads nothing, so after some kilobytes the program's writes wait or time out.</summary>
    public bool Stalled
    {
        get => stalled;
        set => stalled = value;
    }

    /// <summary>Every byte the program has written so far, over all times it was plugged in.</summary>
    public byte[] Written
    {
        get
        {
            lock (gate)
                return written.ToArray();
        }
    }

    public static PseudoSerial Open(string name = "printer")
    {
        var line = new PseudoSerial(name);
        line.PlugIn();
        return line;
    }

    public void Forget()
    {
        lock (gate)
            written.SetLength(0);
    }

    /// <summary>Bytes from the device to the program: a printer's status, or a scan from a serial gun.</summary>
    public void Send(ReadOnlySpan<byte> bytes) =>
        (pair ?? throw new InvalidOperationException("The line is unplugged.")).Write(bytes);

    /// <summary>The cable is pulled: the link is gone and the program's next read or write fails.</summary>
    public void Unplug()
    {
        File.Delete(Path);
        var pulled = Interlocked.Exchange(ref pair, null);
        pulled?.Close();
        reader?.Join();
        pulled?.Dispose();
    }

    public void PlugIn()
    {
        if (pair is not null)
            return;
        var opened = PseudoPair.Open();
        pair = opened;
        reader = new Thread(() => Read(opened)) { IsBackground = true, Name = "pseudo serial" };
        reader.Start();
        File.CreateSymbolicLink(Path, opened.ProgramSide);
    }

    /// <summary>Waits until what was written satisfies <paramref name="enough"/>.</summary>
    /// <exception cref="TimeoutException">It did not within <paramref name="limit"/> (30 s unless told); with what came.</exception>
    public async Task<byte[]> WaitForAsync(Func<byte[], bool> enough, TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        var until = TimeProvider.System.GetTimestamp();
        var wait = limit ?? TimeSpan.FromSeconds(30);
        while (true)
        {
            var now = Written;
            if (enough(now))
                return now;
            if (TimeProvider.System.GetElapsedTime(until) > wait)
                throw new TimeoutException(
                    $"The serial line did not carry what was awaited within {wait.TotalSeconds:0.#} s; it carried {now.Length} bytes:\n{Encoding.Latin1.GetString(now)}");
            await Task.Delay(10, cancellation);
        }
    }

    public void Dispose()
    {
        Unplug();
        folder.Dispose();
        written.Dispose();
    }

    void Read(PseudoPair from)
    {
        var buffer = new byte[4096];
        while (from.WaitReadable(stalled))
        {
            var count = stalled ? 0 : from.Read(buffer);
            lock (gate)
                written.Write(buffer, 0, count);
        }
    }
}
