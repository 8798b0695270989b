namespace Sasuai.Staff;

/// <summary>
/// A badge is a barcode or QR that says STAFF- and the person's number, such as STAFF-7. It stands for typing the number and nothing
/// more: whoever finds a badge still lacks the PIN.
/// </summary>
public static class Badge
{
    const string mark = "STAFF-";

    public static string Of(string number) => mark + number;

    /// <summary>The number on a badge; null for any other text.</summary>
    public static string? NumberOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim() is { Length: > 6 } told && told.StartsWith(mark, StringComparison.OrdinalIgnoreCase) ? told[mark.Length..] : null;
    }
}
