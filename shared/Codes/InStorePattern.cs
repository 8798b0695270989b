using System.Globalization;

namespace Sasuai.Codes;

/// <summary>
/// One kind of barcode that shops print themselves: EAN-13 whose first two digits are 02 or 20 to 29 (GS1 General Specifications 2.1.11).
/// Written as "weight 21.....{NNDDD}": the fixed digits, a dot for each digit of the item, and the value with its whole digits N and its
/// digits behind the comma D, C in front for a price check digit; 12 places, for the last of the 13 is the check digit. Kinds are weight
/// (kilograms), price (N and D are digits of the store's currency) and plain, without a value.
/// </summary>
public sealed class InStorePattern
{
    const int places = 12;

    readonly string shape;
    readonly PatternKind kind;
    readonly int decimals;

    InStorePattern(string text, string shape, PatternKind kind, int decimals) => (Text, this.shape, this.kind, this.decimals) = (text, shape, kind, decimals);

    enum PatternKind { Weight, Price, Plain }

    public string Text { get; }

    /// <summary>What shops use where nothing else is agreed: weight in 21 and 22, price in 23 and 24, and the rest plain numbers.</summary>
    public static IReadOnlyList<InStorePattern> Usual { get; } =
        [.. new[] { "weight 21.....{NNDDD}", "weight 22.....{NNDDD}", "price 23.....{NNNNN}", "price 24.....{NNNNN}", "plain 02..........", "plain 20..........",
            "plain 25..........", "plain 26..........", "plain 27..........", "plain 28..........", "plain 29.........." }.Select(text => Read(text).Value)];

    /// <summary>Refused with a sentence when no barcode could ever match.</summary>
    public static Decision<InStorePattern> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split(' ') is not [var word, var pattern] || !Enum.TryParse<PatternKind>(word, ignoreCase: true, out var kind) || word.Any(char.IsAsciiDigit)) return CodeRefusals.WrongPattern(text, "it begins with weight, price or plain and one blank");
        var drawn = pattern.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        var head = drawn.TakeWhile(char.IsAsciiDigit).Count();
        if (drawn.Length != places) return CodeRefusals.WrongPattern(text, "it has 12 places");
        if (head == 0 || !(drawn[0] == '2' || drawn.StartsWith("02", StringComparison.Ordinal))) return CodeRefusals.WrongPattern(text, "in-store numbers begin with 02 or 2");
        var (item, value) = (drawn[head..].TakeWhile(letter => letter == '.').Count(), drawn[head..].TrimStart('.'));
        if (item == 0) return CodeRefusals.WrongPattern(text, "a dot stands for each digit of the item");
        if (value.TrimStart('C').TrimStart('N').TrimStart('D').Length > 0 || value.Count(letter => letter == 'C') > 1) return CodeRefusals.WrongPattern(text, "the value is C, then N, then D");
        if ((kind == PatternKind.Plain) != (value.Length == 0) || value == "C") return CodeRefusals.WrongPattern(text, "weight and price have a value, and plain has none");
        if (value.StartsWith('C') && value.Length is not (5 or 6)) return CodeRefusals.WrongPattern(text, "a price check digit stands before four or five digits");
        return new InStorePattern(text, drawn, kind, value.Count(letter => letter == 'D'));
    }

    /// <summary>What the 13 digits say; null when they are of another pattern. Their check digit was found right before.</summary>
    /// <param name="currencyDecimals">Digits of the store's minor unit, 0 for rupiah.</param>
    public ScannedCode.InStore? Match(string code, int currencyDecimals)
    {
        for (var i = 0; i < places; i++)
            if (char.IsAsciiDigit(shape[i]) && shape[i] != code[i]) return null;
        var (from, to) = (shape.IndexOf('.', StringComparison.Ordinal), shape.LastIndexOf('.') + 1);
        var item = code[from..to];
        if (kind == PatternKind.Plain) return new(item, code, null, null);
        var value = code[to..places];
        if (shape[to] == 'C')
        {
            if (value[0] - '0' != PriceCheckDigit.Of(value.AsSpan(1))) return null;
            value = value[1..];
        }
        var zeroed = code[..to] + new string('0', places - to);
        var whole = zeroed + (char)('0' + Gtin.CheckDigit(zeroed));
        var number = new Gs1Price(long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture), decimals);
        // Weights are in thousandths of a kilogram, as a quantity is.
        return kind == PatternKind.Price ? new(item, whole, number.In(currencyDecimals), null) : new(item, whole, null, number.In(3) is { } grams ? new Quantity(grams.Units) : null);
    }
}
