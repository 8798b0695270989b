using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sasuai;

/// <summary>
/// An amount of money in whole minor units of the chain's currency: 1 is one rupiah, or one penny where a chain counts in pounds.
/// Never a fraction, never a floating point number. Arithmetic that leaves the range of a <see cref="long"/> throws
/// <see cref="OverflowException"/>.
/// </summary>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money(long Units) : IComparable<Money>
{
    public static readonly Money Zero;

    public bool IsZero => Units == 0;
    public bool IsNegative => Units < 0;

    public static Money operator +(Money a, Money b) => new(checked(a.Units + b.Units));
    public static Money operator -(Money a, Money b) => new(checked(a.Units - b.Units));
    public static Money operator -(Money a) => new(checked(-a.Units));
    public static bool operator <(Money a, Money b) => a.Units < b.Units;
    public static bool operator >(Money a, Money b) => a.Units > b.Units;
    public static bool operator <=(Money a, Money b) => a.Units <= b.Units;
    public static bool operator >=(Money a, Money b) => a.Units >= b.Units;

    public int CompareTo(Money other) => Units.CompareTo(other.Units);
    public static Money Min(Money a, Money b) => a < b ? a : b;
    public static Money Max(Money a, Money b) => a > b ? a : b;

    /// <summary>The price of <paramref name="quantity"/> at this price each; half a unit rounds away from zero.</summary>
    public Money Times(Quantity quantity) => Portion(quantity.Thousandths, Quantity.One.Thousandths);

    /// <summary>This amount times numerator / denominator, rounded half away from zero. The denominator is above 0.</summary>
    public Money Portion(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var product = (Int128)Units * numerator;
        var half = denominator / 2;
        var rounded = product >= 0 ? (product + half) / denominator : (product - half) / denominator;
        return new(checked((long)rounded));
    }

    /// <summary>
    /// Splits this amount in proportion to the weights, losing nothing: the largest remainders get the units left over, the
    /// earliest first among equals (Hamilton's method). Weights are 0 or more with a sum above 0.
    /// </summary>
    public Money[] Split(IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var whole = (Int128)0;
        foreach (var weight in weights) whole += weight >= 0 ? weight : throw new ArgumentOutOfRangeException(nameof(weights), "A weight is below 0.");
        if (whole == 0) throw new ArgumentOutOfRangeException(nameof(weights), "The weights add up to 0.");
        var parts = new Money[weights.Count];
        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        var sign = Units < 0 ? -1 : 1;
        var left = Math.Abs(Units);
        for (var i = 0; i < parts.Length; i++)
        {
            var exact = (Int128)Math.Abs(Units) * weights[i];
            parts[i] = new((long)(exact / whole) * sign);
            remainders[i] = (exact % whole, i);
            left -= (long)(exact / whole);
        }
        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take((int)left))
            parts[index] += new Money(sign);
        return parts;
    }

    /// <summary>Grouped by dots as Indonesian receipts print it: 1.234.567. A currency with decimals shows them after a comma.</summary>
    public string Grouped(int decimals = 0)
    {
        if (decimals == 0) return Units.ToString("#,0", indonesian);
        var scale = 1L;
        for (var i = 0; i < decimals; i++) scale *= 10;
        var sign = Units < 0 ? "-" : "";
        return $"{sign}{Math.Abs(Units / scale).ToString("#,0", indonesian)},{Math.Abs(Units % scale).ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0')}";
    }

    public override string ToString() => Units.ToString(CultureInfo.InvariantCulture);

    static readonly NumberFormatInfo indonesian = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = ",", NumberGroupSizes = [3] };
}

/// <summary>Money travels as a whole number of minor units.</summary>
public sealed class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Units);
}
