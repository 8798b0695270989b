using System.Globalization;

namespace Sasuai.Codes;

/// <summary>Puts the fields of a symbol together to what a till wants to know, and checks each by its rules.</summary>
static class Gs1Reader
{
    const int textMax = 20, countMax = 8, priceMax = 15, urlMax = 70, couponMin = 13, couponMax = 25;

    /// <summary>One pound is so many hundred-thousandths of a kilogram (exactly 0.45359237 kg).</summary>
    const long poundInHundredMillionths = 45_359_237;

    public static Decision<Gs1Data> Read(IReadOnlyList<(string Identifier, string Value)> fields, int thisYear)
    {
        var said = new Gs1Data();
        // Use by counts before sell by, and that before best before, in whatever order they stand.
        DateOnly? sellBy = null, bestBefore = null;
        foreach (var (identifier, value) in fields)
        {
            if (Wrong(identifier, value, thisYear)) return CodeRefusals.WrongValue(identifier, value);
            switch (identifier)
            {
                case "01" or "02": said = said with { Gtin14 = value }; break;
                case "10": said = said with { Lot = value }; break;
                case "11" or "13": said = said with { Produced = Gs1Value.Date(value, thisYear) }; break;
                case "15": bestBefore = Gs1Value.Date(value, thisYear); break;
                case "16": sellBy = Gs1Value.Date(value, thisYear); break;
                case "17": said = said with { Expiry = Gs1Value.Date(value, thisYear) }; break;
                case "21": said = said with { Serial = value }; break;
                case "30" or "37": said = said with { Count = Number(value) }; break;
                case "255": said = said with { Coupon = value }; break;
                case "8200": said = said with { Url = value }; break;
                case ['3', '1', '0', var places]: said = said with { Weight = Grams(Number(value), places - '0', 1_000, 1) }; break;
                case ['3', '2', '0', var places]: said = said with { Weight = Grams(Number(value), places - '0', poundInHundredMillionths, 100_000) }; break;
                case ['3', '9', '2', var places]: said = said with { Price = new Gs1Price(Number(value), places - '0') }; break;
                case ['3', '9', '3', var places]: said = said with { Currency = value[..3], Price = new Gs1Price(Number(value.AsSpan(3)), places - '0') }; break;
            }
        }
        return said with { Expiry = said.Expiry ?? sellBy ?? bestBefore };
    }

    static bool Wrong(string identifier, string value, int thisYear) => identifier switch
    {
        "01" or "02" => value.Length != 14 || !Gs1Value.HasCheckDigit(value),
        "10" or "21" => value.Length is 0 or > textMax || !Gs1Value.IsSet82(value),
        "11" or "13" or "15" or "16" or "17" => Gs1Value.Date(value, thisYear) is null,
        "30" or "37" => value.Length is 0 or > countMax || !Gs1Value.IsDigits(value) || Number(value) == 0,
        "255" => value.Length is < couponMin or > couponMax || !Gs1Value.IsDigits(value) || !Gs1Value.HasCheckDigit(value.AsSpan(0, couponMin)),
        "8200" => value.Length is 0 or > urlMax || !Gs1Value.IsSet82(value),
        ['3', '1' or '2', '0', >= '0' and <= '5'] => value.Length != 6 || !Gs1Value.IsDigits(value),
        ['3', '9', '2', >= '0' and <= '9'] => value.Length is 0 or > priceMax || !Gs1Value.IsDigits(value),
        ['3', '9', '3', >= '0' and <= '9'] => value.Length is < 4 or > priceMax + 3 || !Gs1Value.IsDigits(value) || !Gs1Value.IsCurrency(value.AsSpan(0, 3)),
        _ => false
    };

    /// <summary>Thousandths of a kilogram, half a gram rounded up.</summary>
    static Quantity Grams(long number, int places, long times, long over)
    {
        Int128 scale = over;
        for (var i = 0; i < places; i++) scale *= 10;
        return new((long)(((Int128)number * times * 2 + scale) / (scale * 2)));
    }

    static long Number(ReadOnlySpan<char> digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
