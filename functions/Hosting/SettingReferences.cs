using System.Text.RegularExpressions;

namespace Sasuai.Functions.Hosting;

/// <summary>Settings that attributes name: <c>%Name%</c> inside a text, or the name of a connection.</summary>
static partial class SettingReferences
{
    /// <exception cref="InvalidOperationException">The setting is missing; the message names it and the function.</exception>
    public static string Expand(this IConfiguration settings, string text, FoundFunction function) =>
        Reference().Replace(text, match => settings.Required(match.Groups["name"].Value, function));

    /// <exception cref="InvalidOperationException">The setting is missing; the message names it and the function.</exception>
    public static string Required(this IConfiguration settings, string name, FoundFunction function) =>
        settings[name] is { Length: > 0 } value ? value
            : throw new InvalidOperationException($"The setting {name} is missing; the function {function.Name} needs it.");

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
