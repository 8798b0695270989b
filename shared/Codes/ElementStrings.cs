namespace Sasuai.Codes;

/// <summary>
/// Takes GS1 element strings apart: as a gun sends them, with FNC1 as 0x1D behind every field of open length; in brackets, as people
/// write them; and as the pairs of a Digital Link. Identifiers that a till has no use for are passed over by their lengths.
/// </summary>
static class ElementStrings
{
    public const char separator = '\x1d';

    /// <summary>Fields whose length follows from their first two digits need no separator (General Specifications, figure 7.8.5-2); the length is with the identifier.</summary>
    static int FixedLength(int firstTwo) => firstTwo switch
    {
        0 => 20, 1 or 2 or 3 => 16, 4 => 18, >= 11 and <= 19 => 8, 20 => 4, >= 31 and <= 36 => 10, 41 => 16, _ => 0
    };

    /// <summary>How many digits the identifier itself has.</summary>
    static int IdentifierLength(int firstTwo) => firstTwo switch
    {
        <= 22 or 30 or 37 or >= 90 => 2,
        23 or 24 or 25 or 40 or 41 or 42 or 71 => 3,
        >= 31 and <= 36 or 39 or 43 or 70 or 72 or >= 80 and <= 82 => 4,
        _ => 0
    };

    /// <summary>As a gun sends it.</summary>
    public static Decision<List<(string Identifier, string Value)>> Of(ReadOnlySpan<char> text)
    {
        var found = new List<(string, string)>();
        text = text.TrimStart(separator);
        while (text.Length > 0)
        {
            if (text.Length < 3 || !Gs1Value.IsDigits(text[..2])) return CodeRefusals.NoIdentifier(text);
            var firstTwo = (text[0] - '0') * 10 + text[1] - '0';
            var identifier = IdentifierLength(firstTwo);
            if (identifier == 0 || text.Length <= identifier || !Gs1Value.IsDigits(text[..identifier])) return CodeRefusals.NoIdentifier(text);
            var ends = text.IndexOf(separator);
            var length = FixedLength(firstTwo) is > 0 and var whole ? whole : ends < 0 ? text.Length : ends;
            // A separator inside a field of fixed length means that the gun lost something.
            if (length > text.Length || (ends >= 0 && ends < length)) return CodeRefusals.TooShort(text[..identifier]);
            found.Add((text[..identifier].ToString(), text[identifier..length].ToString()));
            text = text[length..];
            if (text.Length > 0 && text[0] == separator) text = text[1..];
        }
        return found;
    }

    /// <summary>As people write it: (01)…(10)…. A bracket inside a value is not an end unless digits and a closing bracket follow.</summary>
    public static Decision<List<(string Identifier, string Value)>> InBrackets(ReadOnlySpan<char> text)
    {
        var found = new List<(string, string)>();
        while (text.Length > 0)
        {
            if (IdentifierAt(text) is not (> 0 and var close)) return CodeRefusals.NoIdentifier(text);
            var next = close + 1;
            while (next < text.Length && IdentifierAt(text[next..]) == 0) next++;
            found.Add((text[1..close].ToString(), text[(close + 1)..next].ToString()));
            text = text[next..];
        }
        return found;
    }

    /// <summary>Where the bracket of an identifier closes; 0 when none opens here.</summary>
    static int IdentifierAt(ReadOnlySpan<char> text)
    {
        if (text.Length < 4 || text[0] != '(') return 0;
        var close = text.IndexOf(')');
        return close is >= 3 and <= 5 && Gs1Value.IsDigits(text[1..close]) ? close : 0;
    }
}
