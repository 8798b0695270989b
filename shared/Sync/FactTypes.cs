using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sasuai.Sales;
using Sasuai.Tills;

namespace Sasuai.Sync;

/// <summary>The names and versions of all facts that travel. A shipped pair never changes its meaning; a new shape is a new version.</summary>
public static class FactTypes
{
    public const string saleCompleted = "sale-completed";
    public const string saleRefunded = "sale-refunded";
    public const string lineVoided = "line-voided";
    public const string basketVoided = "basket-voided";
    public const string tillSessionOpened = "till-session-opened";
    public const string tillSessionClosed = "till-session-closed";

    public static (string Type, int Version, string Payload) Write(object fact) => fact switch
    {
        SaleCompleted sale => (saleCompleted, 1, Text(sale, WireJson.Default.SaleCompleted)),
        SaleRefunded refund => (saleRefunded, 1, Text(refund, WireJson.Default.SaleRefunded)),
        LineVoided voided => (lineVoided, 1, Text(voided, WireJson.Default.LineVoided)),
        BasketVoided voided => (basketVoided, 1, Text(voided, WireJson.Default.BasketVoided)),
        TillSessionOpened opened => (tillSessionOpened, 1, Text(opened, WireJson.Default.TillSessionOpened)),
        TillSessionClosed closed => (tillSessionClosed, 1, Text(closed, WireJson.Default.TillSessionClosed)),
        _ => throw new ArgumentException($"{fact.GetType().Name} is not a fact that travels.", nameof(fact))
    };

    /// <summary>The fact, or null for a type or version this program does not know. A damaged payload throws <see cref="JsonException"/>.</summary>
    public static object? Read(string type, int version, string payload) => (type, version) switch
    {
        (saleCompleted, 1) => Fact(payload, WireJson.Default.SaleCompleted),
        (saleRefunded, 1) => Fact(payload, WireJson.Default.SaleRefunded),
        (lineVoided, 1) => Fact(payload, WireJson.Default.LineVoided),
        (basketVoided, 1) => Fact(payload, WireJson.Default.BasketVoided),
        (tillSessionOpened, 1) => Fact(payload, WireJson.Default.TillSessionOpened),
        (tillSessionClosed, 1) => Fact(payload, WireJson.Default.TillSessionClosed),
        _ => null
    };

    static string Text<T>(T fact, JsonTypeInfo<T> shape) => JsonSerializer.Serialize(fact, shape);

    static T Fact<T>(string payload, JsonTypeInfo<T> shape) =>
        JsonSerializer.Deserialize(payload, shape) ?? throw new JsonException("The payload is null.");
}
