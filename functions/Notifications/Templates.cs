using System.Globalization;
using System.Text;
using Stubble.Core.Builders;
using Stubble.Core.Settings;

namespace Sasuai.Functions.Notifications;

/// <summary>What a template may speak of. Nothing else can be put into a text.</summary>
/// <param name="Reward">Where it is about one.</param>
/// <param name="Total">Money with its currency, such as Rp 12.500; where it is about a sale or a day.</param>
/// <param name="Link">To the receipt.</param>
/// <param name="Date">The day, and in <paramref name="Sales"/> how many sales it had.</param>
/// <param name="Items">What is short.</param>
public sealed record TemplateWords(string Name, string Tier, long Points, string Store, string Ref, string Reward = "", string Total = "", string Link = "", string Date = "", string Sales = "", string Items = "");

/// <summary>Fills the texts of messages. Templates have no logic; what people typed loses everything that WhatsApp would read as layout.</summary>
public static class Templates
{
    public const string whatsApp = "whatsapp";
    public const string tierReached = "tier-reached";

    /// <summary>The longest text that is sent, in characters.</summary>
    public const int textMax = 1024;

    static readonly Stubble.Core.StubbleVisitorRenderer renderer = new StubbleBuilder().Build();
    static readonly RenderSettings plain = new() { SkipHtmlEncoding = true, ThrowOnDataMiss = true };

    /// <summary>The text, or null when the template asks for what there is not, or cannot be read, or is empty or too long.</summary>
    public static string? Render(string template, TemplateWords words, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(words);
        try
        {
            var text = renderer.Render(template, Filled(words, culture), plain);
            return text.Trim().Length is > 0 and <= textMax ? text : null;
        }
        catch (Exception wrong) when (wrong is Stubble.Core.Exceptions.StubbleException)
        {
            return null;
        }
    }

    /// <summary>What fills the placeholders of a template that was checked when it was saved, in their order; one that stands twice comes twice.</summary>
    public static IReadOnlyList<string> Values(string template, TemplateWords words, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(words);
        var values = Filled(words, culture);
        return [.. TemplateCheck.PlaceholdersOf(template).Select(word => values.TryGetValue(word, out var value) ? (string)value : "")];
    }

    static Dictionary<string, object> Filled(TemplateWords words, CultureInfo culture) => new(StringComparer.Ordinal)
    {
        ["name"] = Plain(words.Name), ["tier"] = Plain(words.Tier), ["points"] = words.Points.ToString("N0", culture),
        ["store"] = Plain(words.Store), ["ref"] = words.Ref, ["reward"] = Plain(words.Reward),
        ["total"] = words.Total, ["link"] = words.Link, ["date"] = words.Date, ["sales"] = words.Sales, ["items"] = Plain(words.Items, itemsMax),
    };

    /// <summary>Without control and format characters (which can turn or hide a text) and without <c>* _ ~ `</c>; at most so many characters.</summary>
    static string Plain(string text, int most = valueMax)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                && rune.Value is not ('*' or '_' or '~' or '`') && kept.Length < most)
                kept.Append(rune.ToString());
        return kept.ToString().Trim();
    }

    const int valueMax = 100, itemsMax = 600;
}
