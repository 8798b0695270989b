using System.Globalization;

namespace Sasuai.Dev;

/// <summary>The words after a verb. What is taken is gone, so that <see cref="End"/> can refuse what nobody asked for.</summary>
public sealed class Words(IEnumerable<string> words)
{
    readonly List<string> left = [.. words];

    /// <summary>True when <paramref name="name"/> stands there.</summary>
    public bool Flag(string name) => left.Remove(name);

    /// <summary>True when <paramref name="name"/> stands there; it is left for whoever reads it.</summary>
    public bool Has(string name) => left.Contains(name);

    /// <summary>The word behind <paramref name="name"/>, or null when the option is not there.</summary>
    public string? Option(string name)
    {
        var at = left.IndexOf(name);
        if (at < 0)
            return null;
        if (at + 1 == left.Count || left[at + 1].StartsWith("--", StringComparison.Ordinal))
            throw new UsageFault($"{name} needs a value.");
        var value = left[at + 1];
        left.RemoveRange(at, 2);
        return value;
    }

    /// <summary>The number behind <paramref name="name"/>.</summary>
    public int? Number(string name, int lowest, int highest)
    {
        if (Option(name) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest
            ? number
            : throw new UsageFault($"{name} must be a number from {lowest} to {highest}, not '{text}'.");
    }

    /// <summary>The next word that is no option, or null.</summary>
    public string? Next()
    {
        if (left.Count == 0 || left[0].StartsWith("--", StringComparison.Ordinal))
            return null;
        var word = left[0];
        left.RemoveAt(0);
        return word;
    }

    /// <summary>Everything that is left, for a program that reads its own options.</summary>
    public string[] Rest()
    {
        string[] rest = [.. left];
        left.Clear();
        return rest;
    }

    public void End()
    {
        if (left.Count > 0)
            throw new UsageFault($"'{left[0]}' is not known here.");
    }
}
