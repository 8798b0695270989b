using System.Globalization;

namespace Sasuai.Kiosk.Devices;

/// <summary>
/// Where a gun is that has a line of its own, as one line of the settings: <c>serial:/dev/pos/scanner@9600</c> or
/// <c>input:/dev/input/by-id/usb-…-event-kbd</c>. A gun that types like a keyboard needs no setting.
/// </summary>
/// <param name="Speed">Bits a second of a serial line.</param>
public sealed record ScannerAddress(string Path, bool IsInputDevice, int Speed = 9_600)
{
    /// <summary>What a wrong line is answered with.</summary>
    public const string Forms = "a scanner is none, serial:PORT[@SPEED] or input:DEVICE";

    /// <summary>Null when the text is none of <see cref="Forms"/>, or says that there is none.</summary>
    public static ScannerAddress? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':', 2) switch
        {
            ["input", { Length: > 0 } device] => new(device, IsInputDevice: true),
            ["serial", { Length: > 0 } line] when line.LastIndexOf('@') is var at => at < 0 ? new(line, IsInputDevice: false)
                : at > 0 && int.TryParse(line.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var speed) && speed > 0 ? new(line[..at], IsInputDevice: false, speed) : null,
            _ => null
        };
    }
}
