using System.Globalization;

namespace Sasuai.Kiosk.Devices;

/// <summary>How a display is spoken to: as Epson's DM-D, or as the CD5220 that most others follow.</summary>
public enum DisplayTongue : byte { Cd5220, Epson }

/// <summary>Where the display for the customer is, as one line of the settings: <c>serial:/dev/pos/display@9600,epson</c>.</summary>
public sealed record DisplayAddress(SerialLine Line, DisplayTongue Tongue)
{
    /// <summary>What a wrong line is answered with.</summary>
    public const string Forms = "a display is none or serial:PORT[@SPEED][,cd5220|epson]";

    /// <summary>Null when the text is none of <see cref="Forms"/>, or says that there is none.</summary>
    public static DisplayAddress? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split(':', 2) is not ["serial", { Length: > 0 } rest]) return null;
        var comma = rest.LastIndexOf(',');
        DisplayTongue? tongue = comma < 0 ? DisplayTongue.Cd5220 : rest[(comma + 1)..] switch { "cd5220" => DisplayTongue.Cd5220, "epson" => DisplayTongue.Epson, _ => null };
        return tongue is { } spoken && Port(comma < 0 ? rest : rest[..comma]) is { } line ? new(line, spoken) : null;
    }

    static SerialLine? Port(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0) return text.Length > 0 ? new(text) : null;
        return at > 0 && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var speed) && speed > 0 ? new(text[..at], speed) : null;
    }
}
