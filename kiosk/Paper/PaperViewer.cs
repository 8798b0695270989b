using System.IO.Ports;
using System.Globalization;

namespace Sasuai.Kiosk.Paper;

/// <summary>The command <c>paper</c>: shows in a terminal window, or draws, what a printer would have printed.</summary>
public static class PaperViewer
{
    const string usage = "paper FILE [--follow] [--width 32|48] [--png PICTURE]\n  FILE is where the bytes went: a file, or a pseudo-terminal to stand in for the printer\n  PICTURE is drawn as the printer would, 384 dots wide for 32 columns and 576 for 48, when the bytes end";
    const int widthMax = 200;
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs it; the exit code is 0, or 2 with a sentence when the arguments or the file are wrong.</summary>
    public static int Run(string[] args) => Run(args, Console.Out, Console.Error, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The same with its ways out given from outside; <paramref name="stop"/> ends a <c>--follow</c>.</summary>
    public static async Task<int> Run(string[] args, TextWriter paper, TextWriter complaints, CancellationToken stop)
    {
        if (!Understand(args, out var path, out var follow, out var width, out var png))
        {
            await complaints.WriteLineAsync(usage);
            return 2;
        }
        var text = new PaperText(row => paper.WriteLine(row.Text), width, wideLetters: true);
        var picture = png is null ? null : new PaperPicture(width);
        try
        {
            await using (var bytes = Open(path)) await Show(bytes, picture is null ? [text] : [text, picture], paper, follow || !bytes.CanSeek, stop);
            text.End();
            picture?.End();
            if (picture is not null) await File.WriteAllBytesAsync(png!, picture.ToPng(), CancellationToken.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await complaints.WriteLineAsync($"paper: {fault.Message}");
            return 2;
        }
        await paper.FlushAsync(CancellationToken.None);
        return 0;
    }

    static async Task Show(Stream bytes, PaperReader[] readers, TextWriter paper, bool follow, CancellationToken stop)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                // A file that was emptied meanwhile is read from its new beginning.
                if (bytes.CanSeek && bytes.Length < bytes.Position)
                    bytes.Position = 0;
                var count = await bytes.ReadAsync(buffer, stop);
                if (count > 0)
                {
                    foreach (var reader in readers) reader.Feed(buffer.AsSpan(0, count));
                    await paper.FlushAsync(stop);
                }
                else if (follow && bytes.CanSeek)
                    await Task.Delay(look, TimeProvider.System, stop);
                else
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
        catch (Exception hangUp) when (!bytes.CanSeek && hangUp is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The other end of the line is gone: the paper is at its end.
        }
    }

    static Stream Open(string path)
    {
        var real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if (!real.StartsWith("/dev/", StringComparison.Ordinal))
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // A terminal would echo the bytes back and wait for line ends; opened as a serial port it is raw.
        var port = new SerialPort(path);
        port.Open();
        return port.BaseStream;
    }

    static bool Understand(string[] args, out string path, out bool follow, out int width, out string? png)
    {
        (path, follow, width, png) = ("", false, Devices.ReceiptLayout.Wide, null);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--follow")
                follow = true;
            else if (args[i] == "--width" && i + 1 < args.Length && int.TryParse(args[++i], NumberStyles.None, CultureInfo.InvariantCulture, out width) && width is > 0 and <= widthMax)
                continue;
            else if (args[i] == "--png" && i + 1 < args.Length)
                png = args[++i];
            else if (path.Length == 0 && args[i].Length > 0 && !args[i].StartsWith("--", StringComparison.Ordinal))
                path = args[i];
            else
                return false;
        }
        return path.Length > 0;
    }
}
