using System.Diagnostics.CodeAnalysis;

namespace Sasuai.Codes;

/// <summary>Base 32 of RFC 4648 without padding: capital letters and digits alone, so that no keyboard layout of a gun spoils it.</summary>
public static class Base32
{
    const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const int bitsOfLetter = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + bitsOfLetter - 1) / bitsOfLetter];
        var (held, bits, at) = (0, 0, 0);
        foreach (var one in bytes)
        {
            (held, bits) = ((held << 8) | one, bits + 8);
            for (; bits >= bitsOfLetter; bits -= bitsOfLetter) text[at++] = alphabet[(held >> (bits - bitsOfLetter)) & 31];
            held &= 31;
        }
        if (bits > 0) text[at] = alphabet[(held << (bitsOfLetter - bits)) & 31];
        return new(text);
    }

    /// <summary>Small letters are read as capitals. False for any other character, and for a text that <see cref="Encode"/> does not make.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = new byte[text.Length * bitsOfLetter / 8];
        var (held, bits, at) = (0, 0, 0);
        foreach (var letter in text)
        {
            var value = alphabet.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0) return (bytes = null) is not null;
            (held, bits) = ((held << bitsOfLetter) | value, bits + bitsOfLetter);
            if (bits < 8) continue;
            bits -= 8;
            bytes[at++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }
        if (bits < bitsOfLetter && held == 0) return true;
        bytes = null;
        return false;
    }
}
