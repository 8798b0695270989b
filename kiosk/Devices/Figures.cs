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
        const long one = 1_000;
        (quantity.Thousandths / one).TryFormat(room, out var written, default, CultureInfo.InvariantCulture);
        var rest = Math.Abs(quantity.Thousandths % one);
        if (rest == 0) return room[..written];
        // -0,5 has no whole part to carry its sign.
        if (quantity.Thousandths is < 0 and > -one) (room[0], room[1], written) = ('-', '0', 2);
        room[written++] = ',';
        for (var digit = one / 10; rest > 0; digit /= 10)
        {
            room[written++] = (char)('0' + rest / digit);
            rest %= digit;
        }
        return room[..written];
    }
}
