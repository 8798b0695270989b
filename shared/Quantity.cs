using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sasuai;

/// <summary>
/// How much of a product: pieces, kilograms or metres, in thousandths, so that 1.250 kg is exact. Range: a <see cref="long"/> of
/// thousandths. Travels as a decimal number with at most three decimals; more are refused.
/// </summary>
[JsonConverter(typeof(QuantityJson))]
public readonly record struct Quantity(long Thousandths) : IComparable<Quantity>
{
    public static readonly Quantity Zero;
    public static readonly Quantity One = new(1_000);

    public static Quantity Of(long whole) => new(checked(whole * 1_000));

    /// <summary>From a decimal; a fourth decimal place throws <see cref="FormatException"/>.</summary>
    public static Quantity From(decimal amount)
    {
        var thousandths = amount * 1_000;
        return decimal.Truncate(thousandths) == thousandths
            ? new((long)thousandths)
            : throw new FormatException("A quantity has at most three decimals.");
    }

    public decimal Amount => Thousandths / 1_000m;
    public bool IsPositive => Thousandths > 0;

    public static Quantity operator +(Quantity a, Quantity b) => new(checked(a.Thousandths + b.Thousandths));
    public static Quantity operator -(Quantity a, Quantity b) => new(checked(a.Thousandths - b.Thousandths));
    public static Quantity operator -(Quantity a) => new(checked(-a.Thousandths));
    public static bool operator <(Quantity a, Quantity b) => a.Thousandths < b.Thousandths;
    public static bool operator >(Quantity a, Quantity b) => a.Thousandths > b.Thousandths;
    public static bool operator <=(Quantity a, Quantity b) => a.Thousandths <= b.Thousandths;
    public static bool operator >=(Quantity a, Quantity b) => a.Thousandths >= b.Thousandths;

    /// <summary>This many of a pack that holds <paramref name="each"/>: 2 cartons of 24 are 48.</summary>
    public Quantity Times(Quantity each) => new(checked((long)((Int128)Thousandths * each.Thousandths / 1_000)));

    public int CompareTo(Quantity other) => Thousandths.CompareTo(other.Thousandths);
    public override string ToString() => Amount.ToString("0.###", CultureInfo.InvariantCulture);
}

public sealed class QuantityJson : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Quantity.From(reader.GetDecimal());
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Amount);
}
