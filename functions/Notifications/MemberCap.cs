using System.Globalization;

namespace Sasuai.Functions.Notifications;

/// <summary>How many messages one member gets at the most: in 24 hours, and in seven days (MESSAGING 1: 1 and 3). What is beyond waits.</summary>
public sealed record MemberCap(int Day, int Week)
{
    public const int most = 1_000;

    static readonly MemberCap usual = new(1, 3);

    /// <summary>The usual one for an empty text; null for one that cannot be read.</summary>
    public static MemberCap? From(string? text) => text is not { Length: > 0 } ? usual
        : text.Split('/') is [var day, var week] && Number(day) is { } d && Number(week) is { } w ? new(d, w) : null;

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= most ? number : null;
}
