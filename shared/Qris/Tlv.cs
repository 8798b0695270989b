namespace Sasuai.Qris;

/// <summary>Tag, length, value, each of the first two in two digits, as EMVCo QR codes for payments are made of (EMV QRCPS Merchant-Presented Mode 1.1, section 3).</summary>
static class Tlv
{
    public const int valueMax = 99;

    public static string Write(string tag, string value) =>
        value.Length is > 0 and <= valueMax ? $"{tag}{value.Length:00}{value}" : throw new ArgumentException($"Field {tag} has 1 to {valueMax} characters, not {value.Length}.", nameof(value));

    /// <summary>The fields in their order; null when the text is cut or is no TLV.</summary>
    public static IReadOnlyList<(string Tag, string Value)>? Read(string text)
    {
        var fields = new List<(string, string)>();
        for (var at = 0; at < text.Length;)
        {
            if (at + 4 > text.Length || text.AsSpan(at, 4).ContainsAnyExceptInRange('0', '9')) return null;
            var length = (text[at + 2] - '0') * 10 + text[at + 3] - '0';
            if (length == 0 || at + 4 + length > text.Length) return null;
            fields.Add((text[at..(at + 2)], text[(at + 4)..(at + 4 + length)]));
            at += 4 + length;
        }
        return fields;
    }
}
