namespace Sasuai.Kiosk.Devices;

/// <summary>Where a row stands on the paper.</summary>
public enum Align : byte { Left, Centre, Right }

/// <summary>
/// Writes the bytes that a receipt printer understands (Epson's ESC/POS) into one buffer that is used again for every receipt.
/// One at a time: it is not for several threads.
/// </summary>
public sealed partial class EscPos(CodePage page)
{
    const byte escape = 0x1B, group = 0x1D, lineFeed = 0x0A;

    /// <summary>The reset that every receipt begins with anyway: while a printer does not take these two bytes, nothing of the receipt can have been printed, or come out later.</summary>
    public static readonly byte[] Knock = [escape, (byte)'@'];

    byte[] buffer = new byte[4096];
    int length;

    /// <summary>The letters in use.</summary>
    public CodePage Page { get; } = page;

    /// <summary>What was written since the last <see cref="Begin"/>; good until the next write.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    /// <summary>
    /// Forgets what was written and resets the printer: initialise, leave double-byte mode (without it, Chinese printers pair up
    /// the bytes from 80h on), select the code page.
    /// </summary>
    public EscPos Begin()
    {
        length = 0;
        return Bytes([escape, 0x40, 0x1C, 0x2E, escape, 0x74, Page.Number]);
    }

    /// <summary>Text without a line end; what the code page lacks is printed as a question mark.</summary>
    public EscPos Text(ReadOnlySpan<char> text)
    {
        Page.Encode(text, Room(text.Length));
        return this;
    }

    /// <summary>The same letter several times, as for a rule or a gap.</summary>
    public EscPos Repeat(char letter, int times)
    {
        Room(times).Fill(Page.Encode(letter));
        return this;
    }

    /// <summary>Ends the row and prints it.</summary>
    public EscPos Line() => Bytes([lineFeed]);

    /// <summary>Text and the end of its row.</summary>
    public EscPos Line(ReadOnlySpan<char> text) => Text(text).Line();

    public EscPos Bold(bool on) => Bytes([escape, 0x45, On(on)]);

    public EscPos Underline(bool on) => Bytes([escape, 0x2D, On(on)]);

    /// <summary>Only at the start of a row; in the middle of one, printers ignore it.</summary>
    public EscPos Align(Align align) => Bytes([escape, 0x61, (byte)align]);

    /// <summary>Letters so many times as wide and as high, each from 1 to 8.</summary>
    public EscPos Size(int wide, int high)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(wide, Math.Clamp(wide, 1, 8));
        ArgumentOutOfRangeException.ThrowIfNotEqual(high, Math.Clamp(high, 1, 8));
        return Bytes([group, 0x21, (byte)(((wide - 1) << 4) | (high - 1))]);
    }

    /// <summary>Moves the paper on by so many rows, 0 to 255.</summary>
    public EscPos Feed(int rows) => Bytes([escape, 0x64, checked((byte)rows)]);

    /// <summary>Feeds to the cutter and cuts, leaving a corner; the plain cut would go through the text.</summary>
    public EscPos Cut() => Bytes([group, 0x56, 0x42, 0x00]);

    /// <summary>
    /// Opens the cash drawer on connector pin 2 or 5 with a pulse of <paramref name="onMilliseconds"/> and a rest of
    /// <paramref name="offMilliseconds"/>, each from 2 to 510 in steps of 2.
    /// </summary>
    public EscPos DrawerPulse(int pin = 2, int onMilliseconds = 50, int offMilliseconds = 500) =>
        Bytes([escape, 0x70, pin == 5 ? (byte)1 : (byte)0, checked((byte)(onMilliseconds / 2)), checked((byte)(offMilliseconds / 2))]);

    /// <summary>Bytes as they are, as of a logo that was prepared before.</summary>
    public EscPos Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        return this;
    }

    /// <summary>A copy of what was written, to keep.</summary>
    public byte[] ToArray() => Written.ToArray();

    static byte On(bool on) => on ? (byte)1 : (byte)0;

    Span<byte> Room(int count)
    {
        if (buffer.Length - length < count)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
        var room = buffer.AsSpan(length, count);
        length += count;
        return room;
    }
}
