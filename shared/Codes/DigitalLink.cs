namespace Sasuai.Codes;

/// <summary>A GS1 Digital Link (GS1 standard, release 1.4): https://any.host/any/path/01/GTIN/10/LOT?17=YYMMDD, whoever the host is.</summary>
static class DigitalLink
{
    public static bool IsLink(string text) => text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its identifiers with their values; null when it is an ordinary address.</summary>
    public static List<(string Identifier, string Value)>? Of(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var link)) return null;
        var steps = link.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var key = Array.FindIndex(steps, step => Identifier(step) == "01");
        if (key < 0 || key + 1 >= steps.Length) return null;
        var found = new List<(string, string)>();
        for (var i = key; i + 1 < steps.Length; i += 2)
            if (Identifier(steps[i]) is { } identifier) found.Add((identifier, Value(identifier, steps[i + 1])));
        foreach (var pair in link.Query.TrimStart('?').Split('&', ';'))
            if (pair.Split('=') is [var name, var value] && Identifier(name) is { } identifier) found.Add((identifier, Value(identifier, value)));
        return found;
    }

    // A GTIN may stand in 8, 12 or 13 digits here.
    static string Value(string identifier, string text) => Uri.UnescapeDataString(text) is var value && identifier == "01" ? value.PadLeft(14, '0') : value;

    /// <summary>The digits, also for the names that the first release allowed.</summary>
    static string? Identifier(string name) => name switch
    {
        "gtin" => "01",
        "lot" => "10",
        "ser" => "21",
        "exp" => "17",
        _ => name.Length is >= 2 and <= 4 && Gs1Value.IsDigits(name) ? name : null
    };
}
