namespace Sasuai.Codes;

/// <summary>The check digit over a price inside a barcode, for fields of four and five digits (GS1 General Specifications 7.9.2 to 7.9.4).</summary>
static class PriceCheckDigit
{
    // The units digit of digit × weight, with the tens added or taken away as the standard's tables say.
    const string twoMinus = "0246891357", three = "0369258147", fivePlus = "0516273849", fiveMinus = "0594837261";

    /// <param name="price">Four or five digits.</param>
    public static int Of(ReadOnlySpan<char> price)
    {
        if (price.Length == 4) return (Weighed(price, [twoMinus, twoMinus, three, fiveMinus]) * 3) % 10;
        var missing = (10 - Weighed(price, [fivePlus, twoMinus, fiveMinus, fivePlus, twoMinus]) % 10) % 10;
        return fiveMinus.IndexOf((char)('0' + missing), StringComparison.Ordinal);
    }

    static int Weighed(ReadOnlySpan<char> price, ReadOnlySpan<string> tables)
    {
        var sum = 0;
        for (var i = 0; i < price.Length; i++) sum += tables[i][price[i] - '0'] - '0';
        return sum;
    }
}
