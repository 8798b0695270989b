using System.Globalization;
using System.Text;

namespace Sasuai.Kiosk.Paper;

/// <summary>Barcodes as a printer draws them: dark and light modules from left to right, and the text for people.</summary>
/// <param name="Modules">True is dark.</param>
sealed record Bars(bool[] Modules, string Text)
{
    // GS1 General Specifications 5.2.1: set A; set B is A mirrored and inverted, set C is A inverted.
    static readonly string[] setA = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"];
    static readonly string[] parities = ["AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"];

    // ISO/IEC 15417, table 1: the widths of bars and spaces of each value.
    static readonly string[] code128 = """
        212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132
        221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313
        231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
        314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
        111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141
        114131 311141 411131 211412 211214 211232 2331112
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    const int startA = 103, stop = 106, setChecks = 103;

    /// <param name="kind">As GS k counts them: 65 UPC-A, 67 EAN-13, 68 EAN-8, 73 CODE128.</param>
    /// <returns>Null for another kind, or for data that this kind cannot hold.</returns>
    public static Bars? Of(int kind, byte[] data)
    {
        var text = Encoding.ASCII.GetString(data);
        return kind switch
        {
            65 when Digits(text, 11) is { } upc => new(Ean13("0" + upc), upc),
            67 when Digits(text, 12) is { } ean => new(Ean13(ean), ean),
            68 when Digits(text, 7) is { } small => new(Dark($"101{string.Concat(small[..4].Select(A))}01010{string.Concat(small[4..].Select(C))}101"), small),
            73 when Values(data) is { } values => new([.. values.SelectMany(Widths)], PaperText.Code128(data)),
            _ => null,
        };
    }

    /// <summary>So many digits and their check digit, which the printer adds when it is not there.</summary>
    static string? Digits(string text, int count)
    {
        if (text.Length < count || text.Length > count + 1 || text.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        var sum = 0;
        for (var i = 0; i < count; i++) sum += (text[count - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
        var whole = text[..count] + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
        return text.Length == count || text == whole ? whole : null;
    }

    static bool[] Ean13(string digits)
    {
        var left = digits[1..7].Select((digit, i) => parities[digits[0] - '0'][i] == 'A' ? A(digit) : B(digit));
        return Dark($"101{string.Concat(left)}01010{string.Concat(digits[7..].Select(C))}101");
    }

    static string A(char digit) => setA[digit - '0'];
    static string B(char digit) => new([.. C(digit).Reverse()]);
    static string C(char digit) => string.Concat(A(digit).Select(module => module == '1' ? '0' : '1'));
    static bool[] Dark(string modules) => [.. modules.Select(module => module == '1')];

    static IEnumerable<bool> Widths(int value) => code128[value].SelectMany((width, i) => Enumerable.Repeat(i % 2 == 0, width - '0'));

    /// <summary>The values of a CODE128 with start, check and stop. The data chooses its sets by {A, {B and {C; {1 is FNC1.</summary>
    static List<int>? Values(byte[] data)
    {
        if (data is not [(byte)'{', >= (byte)'A' and <= (byte)'C', _, ..]) return null;
        var (set, values) = ((char)data[1], new List<int> { startA + data[1] - 'A' });
        for (var i = 2; i < data.Length; i++)
        {
            if (data[i] == '{' && i + 1 < data.Length && data[++i] is var next and not (byte)'{')
            {
                if (next == '1') values.Add(102);
                else if (next is >= (byte)'A' and <= (byte)'C') values.Add((set = (char)next) switch { 'A' => 101, 'B' => 100, _ => 99 });
                else return null;
                continue;
            }
            var value = set switch { 'C' => data[i], 'A' when data[i] < ' ' => data[i] + 64, _ => data[i] - ' ' };
            if (value < 0 || value > (set == 'C' ? 99 : 95)) return null;
            values.Add(value);
        }
        values.Add(values.Select((value, place) => value * Math.Max(place, 1)).Sum() % setChecks);
        values.Add(stop);
        return values;
    }
}
