using System.Globalization;

namespace Sasuai.Kiosk;

/// <summary>A command line that cannot be understood; the message names the option.</summary>
public sealed class BadOption(string message) : Exception(message);

/// <summary>The options of a command: each a name and a value, such as --data DIR.</summary>
public sealed class Options
{
    readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <param name="known">Names without the dashes. Anything else is refused.</param>
    public Options(IReadOnlyList<string> args, params IReadOnlyList<string> known)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..] : throw new BadOption($"'{args[i]}' is not an option.");
            if (!known.Contains(name)) throw new BadOption($"--{name} is not known here; known are {string.Join(", ", known.Select(option => "--" + option))}.");
            if (++i == args.Count) throw new BadOption($"--{name} needs a value.");
            if (!values.TryAdd(name, args[i])) throw new BadOption($"--{name} is given twice.");
        }
    }

    public string? this[string name] => values.GetValueOrDefault(name);

    public string Required(string name) => this[name] ?? throw new BadOption($"--{name} is missing.");

    public int Whole(string name, int otherwise, int least, int most)
    {
        if (this[name] is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new BadOption($"--{name} is '{text}'; it must be {least} to {most}.");
    }

    public Uri Address(string name) =>
        Uri.TryCreate(Required(name), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new BadOption($"--{name} is '{this[name]}'; it must be an address such as https://till.example.com.");

    /// <summary>The folder of --data, or SASUAI_DATA, or the user's own.</summary>
    public string DataFolder => this["data"] ?? Environment.GetEnvironmentVariable("SASUAI_DATA")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "sasuai");
}
