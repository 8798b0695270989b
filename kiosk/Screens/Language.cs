using System.Globalization;

namespace Sasuai.Kiosk.Screens;

public enum Language
{
    Indonesian, English
}

public static partial class Words
{
    /// <summary>The language of a store by its two letters; Indonesian for all but en.</summary>
    public static Language LanguageOf(string? letters) =>
        string.Equals(letters, "en", StringComparison.OrdinalIgnoreCase) ? Language.English : Language.Indonesian;

    /// <summary>What this says in the language; throws <see cref="KeyNotFoundException"/> for a word that the table lacks.</summary>
    public static string In(Language language, Word word) => KeyLayout.InForce.InWords(language == Language.English ? table[word].English : table[word].Indonesian);

    public static string In(Language language, Word word, params ReadOnlySpan<object> parts) =>
        string.Format(CultureInfo.InvariantCulture, In(language, word), parts);

    /// <summary>A refusal for people. English is how the rule itself says it, with its figures; other languages have theirs by code.</summary>
    public static string In(Language language, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return language == Language.English ? refusal.Text : RefusalWords.Indonesian(refusal.Code) ?? refusal.Text;
    }
}
