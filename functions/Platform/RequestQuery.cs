using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sasuai.Functions.Platform;

/// <summary>Reads the words behind the question mark of an address, and remembers the first that is missing or wrong.</summary>
public sealed class RequestQuery(HttpRequest request)
{
    public const string dayFormat = "yyyy-MM-dd";

    public Refusal? Refusal { get; private set; }

    public string Text(string name) => TextOrNone(name) ?? Refuse("", CloudRefusals.Missing(name));

    public string? TextOrNone(string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    public DateOnly Day(string name) => TextOrNone(name) is null ? Refuse(default(DateOnly), CloudRefusals.Missing(name)) : DayOrNone(name) ?? default;

    public DateOnly? DayOrNone(string name)
    {
        if (TextOrNone(name) is not { } text) return null;
        return DateOnly.TryParseExact(text, dayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Refuse(default(DateOnly?), CloudRefusals.Wrong(name, $"The field '{name}' must be a day such as 2026-05-31."));
    }

    public Guid? IdOrNone(string name)
    {
        if (TextOrNone(name) is not { } text) return null;
        return Guid.TryParse(text, out var id) ? id : Refuse(default(Guid?), CloudRefusals.Wrong(name, $"The field '{name}' must be an id."));
    }

    /// <summary>A whole number between the bounds; the usual one when nothing is said.</summary>
    public long Number(string name, long usual, long least, long most)
    {
        if (TextOrNone(name) is not { } text) return usual;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Refuse(usual, CloudRefusals.Wrong(name, $"The field '{name}' must be a whole number from {least} to {most}."));
    }

    T Refuse<T>(T instead, Refusal refusal)
    {
        Refusal ??= refusal;
        return instead;
    }
}
