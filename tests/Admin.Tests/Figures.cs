using System.Globalization;

namespace Sasuai.Tests;

/// <summary>Reads figures back from the screen, and writes them as the screen must.</summary>
static class Figures
{
    public static long Read(string text) => long.Parse(string.Concat(text.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    /// <summary>Rp 12.500, with the blank that does not break.</summary>
    public static string Rupiah(long units) => $"Rp\u00a0{new Money(units).Grouped()}";
}
