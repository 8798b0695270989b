namespace Sasuai.Loyalty;

/// <summary>A tag or a further phone of a member: an addition to a <see cref="Sync.AddWinsSet{T}"/>.</summary>
/// <param name="Kind"><see cref="ProfileFields.tag"/> or <see cref="ProfileFields.phone"/>.</param>
/// <param name="Value">A tag as it is shown; a phone in digits, such as 6281234567890.</param>
public sealed record ProfileEntry(Guid EntryId, string Kind, string Value)
{
    public const int tagMaxLength = 40;

    /// <summary>A phone has no letters, a tag has some. Null when it can be neither.</summary>
    public static (string Kind, string Value)? Read(string? text)
    {
        var value = string.Join(' ', (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (value.Any(char.IsLetter)) return value.Length <= tagMaxLength && !value.Contains(',', StringComparison.Ordinal) && !value.Any(char.IsControl) ? (ProfileFields.tag, value) : null;
        return PhoneNumber.Read(value).IsRefused(out _, out var phone) ? null : (ProfileFields.phone, phone.Digits);
    }

    /// <summary>Whether the two are one to whoever reads them; a tag is, however it is written.</summary>
    public bool Is((string Kind, string Value) other) => Kind == other.Kind && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What is added to a member's tags and further phones, and which additions are removed.</summary>
public sealed record EntriesEdit(IReadOnlyList<ProfileEntry> Added, IReadOnlyList<Guid> Removed)
{
    /// <summary>
    /// Reads a line as it is typed: entries with commas between them, each with a - before it to be removed. Refused when one can be neither tag nor phone, and
    /// when one that is not there shall go; adding what is there is nothing.
    /// </summary>
    /// <param name="known">What is there now; all additions of a value go with it.</param>
    public static Decision<EntriesEdit> Decide(string text, IReadOnlyList<ProfileEntry> known, Func<Guid> newId)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(newId);
        var (added, removed) = (new List<ProfileEntry>(), new List<Guid>());
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var goes = part[0] == '-';
            if (ProfileEntry.Read(part[0] is '-' or '+' ? part[1..] : part) is not { } read) return Refusals.EntryNotReadable(part);
            var same = known.Where(entry => entry.Is(read)).Select(entry => entry.EntryId).ToArray();
            if (goes && same.Length == 0) return Refusals.EntryUnknown(read.Value);
            if (goes) removed.AddRange(same);
            else if (same.Length == 0 && !added.Any(entry => entry.Is(read))) added.Add(new(newId(), read.Kind, read.Value));
        }
        return new EntriesEdit(added, removed);
    }
}
