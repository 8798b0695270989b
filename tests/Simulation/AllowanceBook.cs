using Sasuai.Functions.Loyalty;

namespace Sasuai.Simulation;

/// <summary>Who holds how much of what, as the table allowance does; the holders of one subject in the order in which PostgreSQL reads them.</summary>
sealed class AllowanceBook
{
    readonly Dictionary<Guid, SortedDictionary<(Guid Terminal, int Epoch), AllowanceRow>> subjects = [];

    public IEnumerable<AllowanceRow> All => subjects.Values.SelectMany(holders => holders.Values);

    public IReadOnlyList<AllowanceRow> Of(Guid subject) => subjects.TryGetValue(subject, out var holders) ? [.. holders.Values] : [];

    public void Change(Guid subject, Guid terminal, int epoch, Func<AllowanceRow, AllowanceRow> change)
    {
        if (!subjects.TryGetValue(subject, out var holders)) subjects.Add(subject, holders = []);
        holders[(terminal, epoch)] = change(holders.TryGetValue((terminal, epoch), out var row) ? row : new(new(terminal), epoch, 0, 0, 0, null));
    }

    /// <summary>What these holders have not taken is free again.</summary>
    public void Close(Guid subject, Func<AllowanceRow, bool> which)
    {
        foreach (var row in Of(subject).Where(which)) Change(subject, row.TerminalId.Value, row.Epoch, held => held with { Granted = held.Held.Close().Granted, AskedAt = null });
    }

    public AllowanceBook Copy()
    {
        var copy = new AllowanceBook();
        foreach (var (subject, holders) in subjects) copy.subjects.Add(subject, new(holders));
        return copy;
    }
}
