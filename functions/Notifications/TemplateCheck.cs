using System.Text.RegularExpressions;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>What a text of a message may say, checked when it is saved and not when a member should have got it.</summary>
static partial class TemplateCheck
{
    /// <summary>Placeholders that every text may have, and those that each must have: the name and the reference keep two texts from being the same.</summary>
    public static readonly string[] Offered = ["name", "tier", "points", "store", "ref"], Required = ["name", "ref"], OfferedToStaff = ["store", "ref"];

    /// <summary>Null when every message of this key can be filled from it.</summary>
    public static Refusal? Wrong(string key, string? body)
    {
        var occasion = Occasion.Of(key);
        string[] offered = [.. occasion is { ToStaff: true } ? OfferedToStaff : Offered, .. occasion?.Words ?? []];
        if (body?.Trim() is not { Length: > 0 and <= Templates.textMax } text) return CloudRefusals.Wrong("body", $"A text has 1 to {Templates.textMax} characters.");
        var used = PlaceholdersOf(text);
        if (used.Except(offered).FirstOrDefault() is { } unknown) return CloudRefusals.Wrong("body", $"There is no {{{{{unknown}}}}}; a text may say {string.Join(", ", offered.Select(word => $"{{{{{word}}}}}"))}.");
        if (Placeholder().Replace(text, "").IndexOfAny(['{', '}']) >= 0) return CloudRefusals.Wrong("body", "Braces stand around a placeholder only, such as {{name}}; a text has no logic.");
        return (occasion?.MustHave ?? Required).Except(used).FirstOrDefault() is { } missing ? CloudRefusals.Wrong("body", $"A text must say {{{{{missing}}}}}.") : null;
    }

    public static string[] PlaceholdersOf(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups["word"].Value)];

    [GeneratedRegex(@"\{\{\s*(?<word>[A-Za-z_]+)\s*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
