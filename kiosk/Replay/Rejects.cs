namespace Sasuai.Kiosk.Replay;

/// <summary>Rows that could not be taken: each goes with its line number and reason into a file, and is counted by reason. Everything else goes on.</summary>
public sealed class Rejects : IDisposable
{
    readonly StreamWriter file;
    readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    public Rejects(string path)
    {
        file = new(path, append: false);
        file.WriteLine("file,line,reason,row");
    }

    /// <summary>How many rows were refused, by reason.</summary>
    public IReadOnlyDictionary<string, long> Counts => counts;

    public void Add(string name, CsvRow row, string reason)
    {
        ArgumentNullException.ThrowIfNull(row);
        counts[reason] = counts.GetValueOrDefault(reason) + 1;
        file.WriteLine($"{name},{row.Line},{reason},\"{row.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    public void Dispose() => file.Dispose();
}
