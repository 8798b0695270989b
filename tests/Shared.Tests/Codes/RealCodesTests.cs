using System.Text.Json;
using Sasuai.Codes;

namespace Sasuai.Tests.Codes;

/// <summary>Every barcode of hundreds of thousands of real goods, and GS1's own vectors for what a symbol may hold.</summary>
public sealed class RealCodesTests
{
    static readonly CodeReader reader = new(InStorePattern.Usual, 0, 2026);

    [Fact]
    public void No_barcode_of_818_846_is_misread()
    {
        var (all, wrongDigit, items, labels, misread) = (0, 0, 0, 0, new List<string>());
        foreach (var code in RealCodes.Read("retail.br"))
        {
            all++;
            // Worked out anew from the number itself, not by the code under test.
            var isGtin = code.Length is 8 or 12 or 13 or 14;
            var isRight = isGtin && CheckSum(code) % 10 == 0;
            var number = ulong.Parse(code, System.Globalization.CultureInfo.InvariantCulture);
            var isLabel = isRight && code.Length is 12 or 13 && (number is >= 2_000_000_000_000 and < 3_000_000_000_000 or >= 200_000_000_000 and < 300_000_000_000);
            switch (reader.Read(code))
            {
                case ScannedCode.TradeItem item when isRight && !isLabel && item.Gtin14 == code.PadLeft(14, '0'): items++; break;
                case ScannedCode.InStore when isLabel: labels++; break;
                case ScannedCode.Plain { WrongCheckDigit: true } when isGtin && !isRight: wrongDigit++; break;
                case ScannedCode.Plain { WrongCheckDigit: false } when !isGtin: break;
                // Long rows of digits may begin like an element string and hold one.
                case ScannedCode.TradeItem { Said: not null } when code.Length > 18: break;
                default: misread.Add(code); break;
            }
        }

        all.ShouldBe(818_846);
        misread.ShouldBeEmpty();
        (items + labels + wrongDigit).ShouldBe(768_849 + 44_724 + 1_047 + 348);
        labels.ShouldBeGreaterThan(50_000);
    }

    [Fact]
    public void Of_60_409_labels_2_190_have_a_wrong_check_digit_and_every_other_is_a_label()
    {
        var read = RealCodes.Read("in-store.br").Select(reader.Read).ToArray();

        read.Length.ShouldBe(60_409);
        read.OfType<ScannedCode.Plain>().Count(code => code.WrongCheckDigit).ShouldBe(2_190);
        read.OfType<ScannedCode.InStore>().Count().ShouldBe(60_409 - 2_190);
    }

    [Theory]
    [InlineData("csum", 14)]
    [InlineData("yymmd0", 61)]
    [InlineData("cset82", 264)]
    [InlineData("csetnumeric", 12)]
    [InlineData("iso4217", 1_008)]
    public void Every_vector_of_GS1_for_what_we_accept_passes_or_fails_as_it_says(string linter, int count)
    {
        var vectors = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Codes", "gs1-linter-vectors.tsv")).Select(row => row.Split('\t')).Where(row => row[0] == linter).ToArray();

        vectors.Length.ShouldBe(count);
        vectors.Where(row => Holds(linter, JsonSerializer.Deserialize<string>(row[2])!) != (row[1] == "ok")).Select(row => row[2]).ShouldBeEmpty();
    }

    static bool Holds(string linter, string input) => linter switch
    {
        "csum" => Gs1Value.HasCheckDigit(input),
        "yymmd0" => Gs1Value.Date(input, 2026) is not null,
        "cset82" => Gs1Value.IsSet82(input),
        "csetnumeric" => Gs1Value.IsDigits(input),
        _ => Gs1Value.IsCurrency(input)
    };

    static int CheckSum(string code)
    {
        var sum = 0;
        for (var i = 0; i < code.Length; i++) sum += (code[code.Length - 1 - i] - '0') * (i % 2 == 0 ? 1 : 3);
        return sum;
    }
}
