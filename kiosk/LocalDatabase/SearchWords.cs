namespace Sasuai.Kiosk.LocalData;

static class SearchWords
{
    /// <summary>Each word of the text as a quoted beginning; anything else would be read as the search's own grammar.</summary>
    public static string Of(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Any(char.IsLetterOrDigit))
            .Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"*"));
}
