namespace Sasuai.Codes;

/// <summary>The world's number of a trade item: 8, 12, 13 or 14 digits of which the last is a check digit (GS1 General Specifications 7.9).</summary>
public static class Gtin
{
    /// <summary>True for 8, 12, 13 or 14 digits whose check digit is right.</summary>
    public static bool IsValid(ReadOnlySpan<char> code) =>
        HasLength(code) && code[^1] - '0' == CheckDigit(code[..^1]);

    /// <summary>True for 8, 12, 13 or 14 digits, whatever the last of them is.</summary>
    public static bool HasLength(ReadOnlySpan<char> code) => code.Length is 8 or 12 or 13 or 14 && !code.ContainsAnyExceptInRange('0', '9');

    /// <summary>The check digit that belongs behind these digits: weights 3 and 1 from the right, modulo 10.</summary>
    public static int CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        return (10 - sum % 10) % 10;
    }
}

/// <summary>
/// A code as the catalogue keeps it, so that one product has one spelling: a valid GTIN in 14 digits, anything else as it stands,
/// without surrounding blanks. Capitals matter: real shops have 85123A and 85123a as two products.
/// </summary>
public static class ProductCode
{
    /// <summary>Longest code that is looked up; a gun never sends more for a product.</summary>
    public const int maxLength = 48;

    public static string Normalise(string scanned)
    {
        ArgumentNullException.ThrowIfNull(scanned);
        var code = scanned.Trim();
        return Gtin.IsValid(code) ? code.PadLeft(14, '0') : code;
    }

    /// <summary>The code as it is printed in bars: a GTIN of a piece in 13 or 8 digits, of a pack in 14; anything else as it stands.</summary>
    public static string Printed(string normal)
    {
        ArgumentNullException.ThrowIfNull(normal);
        return normal.Length != 14 || !Gtin.IsValid(normal) ? normal : normal.StartsWith("000000", StringComparison.Ordinal) ? normal[6..] : normal[0] == '0' ? normal[1..] : normal;
    }
}
