using System.Globalization;
using System.Text;

namespace Sasuai.Kiosk.Screens;

/// <summary>Text in the letters that every console font of Debian has, each one cell wide.</summary>
public static class Glyphs
{
    /// <summary>Letters of Latin-1 stay, accents beyond it fall off, everything else becomes a question mark.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? Replaced(text) : text;
    }

    /// <summary>Cut to so many cells; a tilde tells that something is missing.</summary>
    public static string Cut(string text, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (width <= 0) return "";
        return text.Length <= width ? text : string.Concat(text.AsSpan(0, width - 1), "~");
    }

    static string Replaced(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsDrawn(rune.Value)) plain.Append(rune);
            else plain.Append(BaseLetter(rune));
        }
        return plain.ToString();
    }

    static bool IsDrawn(int code) => code is (>= ' ' and <= '~') or (>= 0xa1 and <= 0xff and not 0xad) or '─' or '│' or '█' or '▀' or '▄';

    static char BaseLetter(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.Control) return ' ';
        var parts = rune.ToString().Normalize(NormalizationForm.FormD);
        return IsDrawn(parts[0]) ? parts[0] : rune.Value is >= 0x2010 and <= 0x2015 ? '-' : '?';
    }
}
