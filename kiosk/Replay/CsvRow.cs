namespace Sasuai.Kiosk.Replay;

/// <summary>A file that cannot be read at all; the message names the file and the column.</summary>
public sealed class BadFile(string message) : Exception(message);

/// <summary>One row of a CSV file: its line number, counted from 1 with the header, and its fields; null fields when the line is no row.</summary>
public sealed record CsvRow(long Line, string Text, IReadOnlyList<string>? Fields);

/// <summary>
/// Reads comma-separated UTF-8 (RFC 4180) one line at a time, so that a file of any length needs the same memory. A field may be quoted,
/// and a quote in it is doubled; a line break inside a field is not understood, because one lost quote would then swallow the file.
/// </summary>
public sealed class CsvTable
{
    readonly string path;
    readonly string[] columns;

    CsvTable(string path, string[] columns) => (this.path, this.columns) = (path, columns);

    /// <summary>Opens the file and reads its header; column names count without capitals, blanks and underscores.</summary>
    public static CsvTable Open(string path, params IReadOnlyList<string> required)
    {
        if (!File.Exists(path)) throw new BadFile($"There is no file {path}.");
        var header = File.ReadLines(path).FirstOrDefault() ?? throw new BadFile($"{path} is empty; its first line must name the columns.");
        var named = Split(header)?.Select(Plain).ToArray() ?? throw new BadFile($"The first line of {path} cannot be read.");
        foreach (var name in required)
            if (!named.Contains(Plain(name))) throw new BadFile($"{path} has no column '{name}'; it has {string.Join(", ", Split(header)!)}.");
        return new(path, named);
    }

    /// <summary>Where a column stands; -1 when the file does not have it.</summary>
    public int Column(string name) => Array.IndexOf(columns, Plain(name));

    /// <summary>All rows but the header, as often as asked.</summary>
    public IEnumerable<CsvRow> Rows()
    {
        var line = 1L;
        foreach (var text in File.ReadLines(path).Skip(1))
        {
            line++;
            if (text.Length == 0) continue;
            var fields = Split(text);
            yield return new(line, text, fields?.Count == columns.Length && !text.Contains('\uFFFD') ? fields : null);
        }
    }

    static List<string>? Split(string text)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (quoted)
            {
                if (letter != '"') field.Append(letter);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
                else quoted = false;
            }
            else if (letter == '"' && field.Length == 0) quoted = true;
            else if (letter == ',')
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(letter);
        }
        if (quoted) return null;
        fields.Add(field.ToString());
        return fields;
    }

    static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
