using PhoneNumbers;

namespace Sasuai;

/// <summary>
/// An Indonesian mobile number in digits as the gateways want it: E.164 without the plus, so 62, then 8, then 8 to 11 more digits. What is valid is libphonenumber's
/// knowledge and not ours; a letter is refused, never dropped or read as on a telephone's keys.
/// </summary>
public readonly record struct PhoneNumber
{
    const string home = "ID";
    const int countryCode = 62;
    // Longer than any number with its layout.
    const int textMax = 32;

    public string Digits { get; }
    PhoneNumber(string digits) => Digits = digits;

    /// <summary>Reads 0812…, 62812…, +62 812-… and 812…; spaces, dots, dashes and brackets are layout.</summary>
    public static Decision<PhoneNumber> Read(string? text)
    {
        text ??= "";
        if (text.Length > textMax || !text.All(IsOfANumber)) return Refusals.PhoneNotReadable(text);
        var known = PhoneNumberUtil.GetInstance();
        try
        {
            var number = known.Parse(text, home);
            return number.CountryCode == countryCode && known.IsValidNumber(number) && known.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
                ? new PhoneNumber(known.Format(number, PhoneNumberFormat.E164)[1..])
                : Refusals.PhoneNotReadable(text);
        }
        catch (NumberParseException)
        {
            return Refusals.PhoneNotReadable(text);
        }
    }

    public override string ToString() => Digits;

    static bool IsOfANumber(char sign) => char.IsAsciiDigit(sign) || sign is ' ' or '-' or '.' or '(' or ')' or '+';
}
