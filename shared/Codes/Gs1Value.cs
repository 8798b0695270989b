namespace Sasuai.Codes;

/// <summary>What may stand in the value of an application identifier: the rules that GS1 calls linters.</summary>
public static class Gs1Value
{
    /// <summary>GS1 character set 82 (General Specifications, figure 7.11-1): letters, digits and twenty signs, no blank.</summary>
    const string signs = "!\"%&'()*+,-./:;<=>?_";

    public static bool IsSet82(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
            if (!char.IsAsciiLetterOrDigit(letter) && !signs.Contains(letter, StringComparison.Ordinal)) return false;
        return true;
    }

    public static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    public static bool HasCheckDigit(ReadOnlySpan<char> digits) => digits.Length > 1 && IsDigits(digits) && digits[^1] - '0' == Gtin.CheckDigit(digits[..^1]);

    /// <summary>
    /// A date of six digits. Day 00 is the last of the month. The century is the one that brings the year nearest: 51 years or more
    /// ahead is the past, 50 or more behind is the future (General Specifications 7.12).
    /// </summary>
    public static DateOnly? Date(ReadOnlySpan<char> digits, int thisYear)
    {
        if (digits.Length != 6 || !IsDigits(digits)) return null;
        var (two, month, day) = (Number(digits[..2]), Number(digits[2..4]), Number(digits[4..]));
        var year = thisYear / 100 * 100 + two;
        var ahead = two - thisYear % 100;
        if (ahead >= 51) year -= 100;
        else if (ahead <= -50) year += 100;
        if (month is < 1 or > 12 || day > DateTime.DaysInMonth(year, month)) return null;
        return new(year, month, day == 0 ? DateTime.DaysInMonth(year, month) : day);
    }

    /// <summary>A three-digit number of a currency that is in use (ISO 4217).</summary>
    public static bool IsCurrency(ReadOnlySpan<char> digits) => digits.Length == 3 && IsDigits(digits) && Iso4217.Numbers.Contains((short)Number(digits));

    static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits) number = number * 10 + digit - '0';
        return number;
    }
}
