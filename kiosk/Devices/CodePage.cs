using System.Globalization;
using System.Text;

namespace Sasuai.Kiosk.Devices;

/// <summary>
/// The 256 letters that a printer can print at one time. Text is encoded one byte for one column, so that what was measured is what is printed.
/// </summary>
public sealed class CodePage
{
    const int firstOfUpperHalf = 0x80;

    /// <summary>Every receipt printer knows this page; it has é but not €.</summary>
    public static readonly CodePage Cp437 = new(437, 0);
    /// <summary>Western Europe; it has é but not €.</summary>
    public static readonly CodePage Cp850 = new(850, 2);
    /// <summary>Western Europe with € in place of the dotless i.</summary>
    public static readonly CodePage Cp858 = new(858, 19);
    /// <summary>The page of Windows; it has both é and €.</summary>
    public static readonly CodePage Cp1252 = new(1252, 16);

    readonly char[] upper = new char[256 - firstOfUpperHalf];
    readonly Dictionary<char, byte> bytes = [];

    CodePage(int name, byte number)
    {
        Name = name;
        Number = number;
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name)!;
        Span<byte> one = stackalloc byte[1];
        for (var b = firstOfUpperHalf; b <= byte.MaxValue; b++)
        {
            one[0] = (byte)b;
            encoding.GetChars(one, upper.AsSpan(b - firstOfUpperHalf, 1));
            if (!char.IsControl(upper[b - firstOfUpperHalf]))
                bytes[upper[b - firstOfUpperHalf]] = (byte)b;
        }
    }

    CodePage(CodePage like, byte number) => (Name, Number, upper, bytes) = (like.Name, number, like.upper, like.bytes);

    /// <summary>What the page is called by people: 437, 850, 858 or 1252.</summary>
    public int Name { get; }

    /// <summary>The n of <c>ESC t n</c>, which selects the page; cheap printers number their pages differently from Epson.</summary>
    public byte Number { get; }

    /// <summary>The same letters under another number, for a printer that counts its pages its own way.</summary>
    public CodePage Numbered(byte number) => new(this, number);

    /// <summary>The page called <paramref name="name"/>, or null when it is none of the four.</summary>
    public static CodePage? Called(int name) => name switch { 437 => Cp437, 850 => Cp850, 858 => Cp858, 1252 => Cp1252, _ => null };

    /// <summary>The page that Epson selects by <c>ESC t <paramref name="number"/></c>, or null when it is none of the four.</summary>
    public static CodePage? Selected(byte number) => number switch { 0 => Cp437, 2 => Cp850, 19 => Cp858, 16 => Cp1252, _ => null };

    /// <summary>The byte that prints this letter; a question mark when the page has no such letter.</summary>
    public byte Encode(char letter) =>
        letter is >= ' ' and <= '~' ? (byte)letter : bytes.TryGetValue(letter, out var b) ? b : (byte)'?';

    /// <summary>Encodes a whole text into as many bytes.</summary>
    public void Encode(ReadOnlySpan<char> text, Span<byte> room)
    {
        // Nearly every row of a receipt is plain, and then many letters go at once.
        if (IsPlain(text)) Ascii.FromUtf16(text, room, out _);
        else
            for (var i = 0; i < text.Length; i++)
                room[i] = Encode(text[i]);
    }

    /// <summary>The letter that this byte prints.</summary>
    public char Decode(byte b) => b < firstOfUpperHalf ? (char)b : upper[b - firstOfUpperHalf];

    /// <summary>
    /// The text as this page can print it, one letter for one column: what is missing is replaced by its nearest plain letter, or by a question mark.
    /// Control characters become spaces, so that no name of a product can command the printer.
    /// </summary>
    public string Printable(string text)
    {
        if (IsPlain(text))
            return text;
        foreach (var letter in text)
            if (!Has(letter))
                return Replaced(text);
        return text;
    }

    static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange(' ', '~');

    bool Has(char letter) => letter is >= ' ' and <= '~' || bytes.ContainsKey(letter);

    string Replaced(string text)
    {
        var whole = new StringBuilder(text.Length);
        // Half a surrogate pair would make Normalize throw; the rune enumerator turns it into U+FFFD.
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune);
        var printable = new StringBuilder(text.Length);
        foreach (var rune in whole.ToString().Normalize(NormalizationForm.FormC).EnumerateRunes())
            Replace(rune, printable);
        return printable.ToString();
    }

    void Replace(Rune rune, StringBuilder printable)
    {
        if (rune.IsBmp && Has((char)rune.Value))
            printable.Append((char)rune.Value);
        else if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            printable.Append(' ');
        else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format))
            printable.Append(NearestLetter.To(rune));
    }
}
