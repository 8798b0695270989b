namespace Sasuai;

/// <summary>
/// An Indonesian mobile number in digits as the gateways want it: 62, then 8, then 8 to 12 more digits (E.164 without the plus;
/// MESSAGING 3.8). A letter is refused, never dropped.
/// </summary>
public readonly record struct PhoneNumber
{
    public string Digits { get; }
    PhoneNumber(string digits) => Digits = digits;

    /// <summary>Reads 0812…, 62812…, +62 812-… and 812…; spaces, dots, dashes and brackets are layout.</summary>
    public static Decision<PhoneNumber> Read(string? text)
    {
        text ??= "";
        Span<char> digits = stackalloc char[16];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                if (length == digits.Length) return Refusals.PhoneNotReadable(text);
                digits[length++] = text[i];
            }
            else if (text[i] is not (' ' or '-' or '.' or '(' or ')') && !(text[i] == '+' && length == 0)) return Refusals.PhoneNotReadable(text);
        }
        var number = digits[..length].ToString();
        var international = number switch
        {
            ['6', '2', ..] => number,
            ['0', ..] => "62" + number[1..],
            ['8', ..] => "62" + number,
            _ => ""
        };
        return international is ['6', '2', '8', >= '1' and <= '9', ..] && international.Length is >= 10 and <= 15
            ? new PhoneNumber(international)
            : Refusals.PhoneNotReadable(text);
    }

    public override string ToString() => Digits;
}
