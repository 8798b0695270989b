using System.IO.Ports;

namespace Sasuai.Kiosk.Devices;

/// <summary>
/// One opened serial port, with the traps of System.IO.Ports on Linux kept inside: after the first fault it is never written to again
/// (a second write makes Close hang for ever), and it is closed on a thread that nobody waits for.
/// </summary>
public sealed class SerialLink
{
    // Small enough that a stall is noticed near the byte where it happened, for a time-out does not tell how much went out.
    const int chunk = 128;
    static readonly TimeSpan grace = TimeSpan.FromSeconds(1);
    static readonly TimeSpan drainCheck = TimeSpan.FromMilliseconds(5);

    readonly SerialPort port;
    readonly SerialLine line;
    readonly TimeProvider clock;
    bool abandoned;

    SerialLink(SerialPort port, SerialLine line, TimeProvider clock) => (this.port, this.line, this.clock) = (port, line, clock);

    /// <summary>Opens the line; the fault is told in words when it cannot be had, and no link is given.</summary>
    public static async Task<(SerialLink? Link, string? Fault)> Open(SerialLine line, TimeProvider clock)
    {
        var opening = new SerialPort(line.Port, line.Speed, Parity.None, 8, StopBits.One)
        {
            Handshake = line.Flow,
            WriteTimeout = (int)line.StallTimeout.TotalMilliseconds,
        };
        try
        {
            await Task.Run(() => OpenAndRaiseSignals(opening)).WaitAsync(line.StallTimeout + grace, clock);
            return (new SerialLink(opening, line, clock), null);
        }
        catch (Exception fault)
        {
            CloseAside(opening);
            return (null, Explain(line, fault));
        }
    }

    /// <summary>Sends all, and waits until the line has taken it; null when it went well, else what went wrong, and the link is done for.</summary>
    public async Task<string?> Send(byte[] bytes)
    {
        if (abandoned)
            return $"{line.Port} was given up";
        try
        {
            for (var sent = 0; sent < bytes.Length; sent += chunk)
            {
                var (from, count) = (sent, Math.Min(chunk, bytes.Length - sent));
                await Task.Run(() => port.Write(bytes, from, count)).WaitAsync(line.StallTimeout + grace, clock);
            }
            await Drained();
            return null;
        }
        catch (Exception fault)
        {
            Abandon();
            return Explain(line, fault);
        }
    }

    /// <summary>Asks the printer how it is; without signs and without a fault it did not answer.</summary>
    public async Task<(PrinterSigns? Signs, string? Fault)> Ask()
    {
        try
        {
            if (port.BytesToRead > 0) port.DiscardInBuffer();
            if (await Send(PrinterInquiry.Questions) is { } broken) return (null, broken);
            var one = new byte[1];
            return (await PrinterInquiry.Answer(async () =>
            {
                if (port.BytesToRead > 0) return port.Read(one, 0, 1) == 1 ? one[0] : null;
                await Task.Delay(drainCheck, clock);
                return null;
            }, clock), null);
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException or TimeoutException)
        {
            Abandon();
            return (null, Explain(line, fault));
        }
    }

    /// <summary>Gives the port up. Safe to call more than once.</summary>
    public void Abandon()
    {
        if (abandoned)
            return;
        abandoned = true;
        CloseAside(port);
    }

    /// <summary>A real line holds up to 4 KB in the kernel while the printer says "wait": only an empty one has been taken.</summary>
    async Task Drained()
    {
        var last = int.MaxValue;
        var since = clock.GetTimestamp();
        while (port.BytesToWrite is var waiting and > 0)
        {
            if (waiting < last)
                (last, since) = (waiting, clock.GetTimestamp());
            else if (clock.GetElapsedTime(since) > line.StallTimeout)
                throw new TimeoutException();
            await Task.Delay(drainCheck, clock);
        }
    }

    static void OpenAndRaiseSignals(SerialPort opening)
    {
        opening.Open();
        try
        {
            opening.DtrEnable = true;
            if (opening.Handshake is Handshake.None or Handshake.XOnXOff)
                opening.RtsEnable = true;
        }
        catch (IOException)
        {
            // A pseudo-terminal has no such wires, and neither have some USB converters.
        }
    }

    /// <summary>Closes a port on a thread that nobody waits for: after a fault it may hang for ever.</summary>
    internal static void CloseAside(SerialPort done) =>
        new Thread(() =>
        {
            try
            {
                done.Close();
            }
            catch (Exception)
            {
                // The device is gone; there is nobody left to tell.
            }
        }) { IsBackground = true, Name = "serial close" }.Start();

    static string Explain(SerialLine line, Exception fault) => fault switch
    {
        TimeoutException => $"{line.Port} takes nothing: off, no paper, or cover open",
        // System.IO.Ports says "access denied" for a port that does not exist.
        UnauthorizedAccessException when !File.Exists(line.Port) => $"{line.Port} is not there",
        UnauthorizedAccessException => $"{line.Port} is in use or not allowed",
        ObjectDisposedException or InvalidOperationException => $"{line.Port} was unplugged",
        _ => $"{line.Port}: {fault.Message}",
    };
}
