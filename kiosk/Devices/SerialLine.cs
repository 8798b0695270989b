using System.IO.Ports;

namespace Sasuai.Kiosk.Devices;

/// <summary>
/// How a serial device is reached: its path, speed in bits a second, and how it says "wait". Linux knows no DTR/DSR flow control;
/// a printer set to it needs its DTR wired to our CTS, or XON/XOFF chosen on it.
/// </summary>
public sealed record SerialLine(string Port, int Speed = 9600, Handshake Flow = Handshake.None)
{
    /// <summary>So long may the line stand still before the device counts as stuck.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(3);
}
