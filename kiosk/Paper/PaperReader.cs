namespace Sasuai.Kiosk.Paper;

/// <summary>
/// Cuts the bytes that went to a receipt printer into letters and commands of Epson's ESC/POS. It may be fed in pieces, however they are
/// cut: a command whose end has not come yet waits for it.
/// </summary>
public abstract class PaperReader
{
    byte[] unread = [];

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        unread = [.. unread, .. bytes];
        var at = 0;
        while (at < unread.Length && Length(unread.AsSpan(at)) is var length && length > 0 && at + length <= unread.Length)
        {
            Take(unread.AsSpan(at, length));
            at += length;
        }
        unread = unread[at..];
    }

    /// <summary>Nothing more comes.</summary>
    public void End()
    {
        Finish(unread);
        unread = [];
    }

    /// <summary>One letter or control byte, or one whole command.</summary>
    protected abstract void Take(ReadOnlySpan<byte> bytes);

    /// <param name="broken">A command whose end never came.</param>
    protected abstract void Finish(ReadOnlySpan<byte> broken);

    /// <summary>A number of two bytes, the lower first.</summary>
    protected static int Number(ReadOnlySpan<byte> bytes, int at) => bytes[at] + (bytes[at + 1] << 8);

    /// <summary>What a barcode command carries, whether it ends at a nought or tells its length; its kind as in the longer form (67 is EAN-13).</summary>
    protected static (int Kind, byte[] Data) Barcode(ReadOnlySpan<byte> command) =>
        command[2] >= 65 ? (command[2], command[4..].ToArray()) : (command[2] + 65, command[3..^1].ToArray());

    /// <summary>How many bytes the next thing has; 0 when that cannot be told yet. A command that nobody knows counts two.</summary>
    static int Length(ReadOnlySpan<byte> b)
    {
        if (b[0] is not (0x10 or 0x1B or 0x1C or 0x1D)) return 1;
        if (b.Length < 2) return 0;
        return (b[0], b[1]) switch
        {
            (0x10, 0x14) or (0x1B, 0x70) => 5,
            (0x10, 0x04 or 0x05) => 3,
            (0x1B, 0x21 or 0x2D or 0x33 or 0x3D or 0x45 or 0x47 or 0x4A or 0x4D or 0x52 or 0x56 or 0x61 or 0x64 or 0x74 or 0x7B) => 3,
            (0x1D, 0x21 or 0x42 or 0x48 or 0x49 or 0x61 or 0x66 or 0x68 or 0x72 or 0x77) => 3,
            (0x1B, 0x24 or 0x5C or 0x63) or (0x1C, 0x70) or (0x1D, 0x4C or 0x50 or 0x57) => 4,
            (0x1B, 0x44) => Ended(b, 2),
            (0x1B, 0x2A) => b.Length < 5 ? 0 : 5 + (Number(b, 3) * (b[2] >= 32 ? 3 : 1)),
            (0x1D, 0x56) => b.Length < 3 ? 0 : b[2] is 0x41 or 0x42 ? 4 : 3,
            (0x1D, 0x6B) => b.Length < 4 ? 0 : b[2] >= 65 ? 4 + b[3] : Ended(b, 3),
            (0x1D or 0x1C, 0x28) => b.Length < 5 ? 0 : 5 + Number(b, 3),
            (0x1D, 0x76) => b.Length < 8 ? 0 : 8 + (Number(b, 4) * Number(b, 6)),
            _ => 2,
        };
    }

    static int Ended(ReadOnlySpan<byte> b, int from) => b[from..].IndexOf((byte)0) is >= 0 and var end ? from + end + 1 : 0;
}
