using System.Globalization;

namespace Sasuai.Kiosk.Devices;

/// <summary>Figures as Indonesian paper shows them: 1.234.567 and 0,25.</summary>
public static class Figures
{
    /// <summary>Enough letters for any amount or quantity.</summary>
    public const int Longest = 40;

    /// <summary>
    /// Writes an amount in groups of three, with so many decimals behind a comma (0 for rupiah); gives back the part of
    /// <paramref name="room"/> that was filled.
    /// </summary>
    public static ReadOnlySpan<char> Grouped(long units, int decimals, Span<char> room)
    {
        var at = room.Length;
        var left = units;
        for (var digits = 0; digits <= decimals || left != 0; digits++, left /= 10)
        {
            if (digits > decimals && (digits - decimals) % 3 == 0)
                room[--at] = '.';
            else if (digits == decimals && digits > 0)
                room[--at] = ',';
            // Below zero the remainder is below zero too: so the smallest long, which has no positive twin, is written rightly.
            room[--at] = (char)('0' + Math.Abs(left % 10));
        }
        if (units < 0)
            room[--at] = '-';
        return room[at..];
    }

    /// <summary>Writes a count or a weight with its thousandths behind a comma, without trailing noughts.</summary>
    public static ReadOnlySpan<char> Of(Quantity quantity, Span<char> room)
    {
        quantity.Amount.TryFormat(room, out var written, "0.###", CultureInfo.InvariantCulture);
        room[..written].Replace('.', ',');
        return room[..written];
    }
}
