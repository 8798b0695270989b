using System.Text;

namespace Sasuai.Kiosk.Paper;

/// <summary>
/// Letters of dots, drawn in Letters.txt for anybody to read and mend: a line with the letters, then nine rows of dots for each, the last
/// two below the line. Accents are put on here. A letter that is not drawn is an empty box.
/// </summary>
static class DotLetters
{
    /// <summary>The grid of one letter with the gaps around it.</summary>
    public const int Wide = 6, High = 12;
    const int drawn = 5, rows = 9, aboveCapitals = 2;
    const char box = '□';

    static readonly Dictionary<char, byte[]> letters = Read();

    /// <summary>Twelve rows of six dots, the leftmost the highest of six bits.</summary>
    public static ReadOnlySpan<byte> Of(char letter)
    {
        if (letter is ' ' or '\u00a0') return new byte[High];
        lock (letters)
        {
            if (letters.TryGetValue(letter, out var known)) return known;
            return letters[letter] = Accented(letter) ?? letters[box];
        }
    }

    static byte[]? Accented(char letter)
    {
        var parts = letter.ToString().Normalize(NormalizationForm.FormD);
        if (parts.Length != 2 || !letters.TryGetValue(parts[0], out var plain) || Mark(parts[1]) is not { } mark) return null;
        var dots = plain.ToArray();
        // A capital fills its seven rows and wears its accent above them; a small letter has room inside, where an i has its dot.
        var top = parts[1] == '\u0327' ? aboveCapitals + 7 : char.IsUpper(parts[0]) ? 0 : aboveCapitals;
        (dots[top], dots[top + 1]) = (mark.Upper, mark.Lower);
        return dots;
    }

    static (byte Upper, byte Lower)? Mark(char mark) => mark switch
    {
        '\u0300' => (0b_010000, 0b_001000),
        '\u0301' => (0b_000100, 0b_001000),
        '\u0302' => (0b_001000, 0b_010100),
        '\u0303' => (0b_011010, 0b_101100),
        '\u0308' => (0b_010100, 0),
        '\u030a' => (0b_001000, 0b_001000),
        '\u0327' => (0b_001000, 0b_010000),
        _ => null
    };

    static Dictionary<char, byte[]> Read()
    {
        using var file = new StreamReader(typeof(DotLetters).Assembly.GetManifestResourceStream("Letters.txt")!);
        var (found, lines) = (new Dictionary<char, byte[]>(), file.ReadToEnd().Split('\n'));
        for (var band = 0; band + rows < lines.Length; band += rows + 1)
            for (var at = 0; at < lines[band].Length; at += Wide) found[lines[band][at]] = Letter(lines.AsSpan(band + 1, rows), at);
        return found;
    }

    static byte[] Letter(ReadOnlySpan<string> lines, int at)
    {
        var dots = new byte[High];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < drawn; column++)
                if (lines[row][at + column] == '#') dots[aboveCapitals + row] |= (byte)(1 << (Wide - 1 - column));
        return dots;
    }
}
