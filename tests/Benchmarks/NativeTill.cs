using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sasuai.Dev;

namespace Sasuai.Benchmarks;

/// <summary>The shipped kiosk on a pseudo-terminal of 80 by 25. What it writes is put on a screen as it comes, so that a reading ends in the moment in which the picture is right.</summary>
sealed class NativeTill : IDisposable
{
    const int columns = 80, rows = 25;
    static readonly TimeSpan limit = TimeSpan.FromSeconds(60);

    readonly PseudoPair line = PseudoPair.Open();
    readonly VtScreen screen = new(columns, rows);
    readonly object turn = new();
    readonly Process process;
    readonly Thread reader;

    public NativeTill(string program, string data, params (string Name, string Value)[] settings)
    {
        reader = new(Read) { IsBackground = true };
        reader.Start();
        var start = new ProcessStartInfo("sh") { UseShellExecute = false };
        // Its own session with the line as its terminal; every step is an exec, so that the process is the kiosk's own.
        foreach (var word in (string[])["-c", $"stty rows {rows} cols {columns} <\"$1\"; exec setsid --ctty \"$0\" --data \"$2\" <\"$1\" >\"$1\" 2>/dev/null", program, line.ProgramSide, data]) start.ArgumentList.Add(word);
        start.Environment["TERM"] = "xterm-256color";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    public double ResidentMegabytes => Status("VmRSS:") / 1024.0;

    /// <summary>Processor time used so far, in milliseconds.</summary>
    public double ProcessorMilliseconds
    {
        get
        {
            // After the name in brackets: state is field 3, utime and stime are 14 and 15, in hundredths of a second.
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return 10.0 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
        }
    }

    public void Write(string text) => line.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Milliseconds from <paramref name="act"/> until the screen shows the text.</summary>
    public double Until(string shows, Action act)
    {
        var since = Stopwatch.GetTimestamp();
        act();
        lock (turn)
            while (!screen.Shows(shows))
                if (Stopwatch.GetElapsedTime(since) > limit) throw new TimeoutException($"No \"{shows}\" on\n{screen.Text}");
                else Monitor.Wait(turn, 100);
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        line.Close();
        reader.Join();
        line.Dispose();
    }

    void Read()
    {
        Span<byte> bytes = stackalloc byte[8192];
        while (line.WaitReadable(stalled: false))
            for (int count; (count = line.Read(bytes)) > 0;)
                lock (turn)
                {
                    screen.Take(bytes[..count]);
                    Monitor.PulseAll(turn);
                }
    }

    long Status(string field) => long.Parse(File.ReadLines($"/proc/{process.Id}/status").First(row => row.StartsWith(field, StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
