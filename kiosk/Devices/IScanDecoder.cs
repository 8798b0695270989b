namespace Sasuai.Kiosk.Devices;

/// <summary>Turns the bytes of a gun into codes: letters from a serial gun, key events from an input device.</summary>
public interface IScanDecoder
{
    /// <summary>The codes that these bytes complete; what is left waits for more.</summary>
    IReadOnlyList<string> Take(ReadOnlySpan<byte> bytes);
}
