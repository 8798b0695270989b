using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sasuai.Sales;

/// <summary>
/// The number on a receipt: store, terminal, the terminal's epoch, and a sequence without gaps or repeats that belongs to that
/// terminal and epoch alone: JKT01-02-1-000123.
/// </summary>
[JsonConverter(typeof(ReceiptNumberJson))]
public readonly record struct ReceiptNumber(string StoreCode, int Terminal, int Epoch, long Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StoreCode}-{Terminal:00}-{Epoch}-{Sequence:000000}");

    public static bool TryParse([NotNullWhen(true)] string? text, out ReceiptNumber number)
    {
        number = default;
        if (text?.Split('-') is not [var store, var terminal, var epoch, var sequence] || store.Length is 0 or > 12) return false;
        if (!int.TryParse(terminal, NumberStyles.None, CultureInfo.InvariantCulture, out var t)
            || !int.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var e)
            || !long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var s)) return false;
        number = new(store, t, e, s);
        return true;
    }
}

public sealed class ReceiptNumberJson : JsonConverter<ReceiptNumber>
{
    public override ReceiptNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReceiptNumber.TryParse(reader.GetString(), out var number) ? number : throw new JsonException("Not a receipt number.");

    public override void Write(Utf8JsonWriter writer, ReceiptNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
