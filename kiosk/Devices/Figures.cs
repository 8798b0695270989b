using System.Globalization;

namespace Sasuai.Kiosk.Devices;

/// <summary>Figures as Indonesian paper shows them: 1.234.567 and 0,25.</summary>
public static class Figures
{
    /// <summary>Enough letters for any amount or quantity.</summary>
    public const int Longest = 40;

    /// <summary>Writes an amount in groups of three; gives back the part of <paramref name="room"/> that was filled.</summary>
    public static ReadOnlySpan<char> Grouped(long amount, Span<char> room)
    {
        var at = room.Length;
        var digits = 0;
        // Below zero the remainder is below zero too: so the smallest long, which has no positive twin, is written rightly.
        for (var left = amount; digits == 0 || left != 0; left /= 10)
        {
            if (digits > 0 && digits % 3 == 0)
                room[--at] = '.';
            room[--at] = (char)('0' + Math.Abs(left % 10));
            digits++;
        }
        if (amount < 0)
            room[--at] = '-';
        return room[at..];
    }

    /// <summary>Writes a count or a weight, at most three places behind <paramref name="mark"/>.</summary>
    public static ReadOnlySpan<char> Quantity(decimal quantity, char mark, Span<char> room)
    {
        quantity.TryFormat(room, out var written, "0.###", CultureInfo.InvariantCulture);
        room[..written].Replace('.', mark);
        return room[..written];
    }
}
