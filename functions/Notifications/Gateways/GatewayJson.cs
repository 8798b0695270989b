using System.Text.Json;

namespace Sasuai.Functions.Notifications.Gateways;

/// <summary>An object that a gateway sent, read leniently: names in any case, values as they come.</summary>
sealed class GatewayJson
{
    readonly JsonElement body;

    GatewayJson(JsonElement body) => this.body = body;

    /// <summary>Null for what is no JSON object.</summary>
    public static GatewayJson? Parse(string? text)
    {
        try
        {
            using var json = JsonDocument.Parse(text ?? "");
            return json.RootElement.ValueKind == JsonValueKind.Object ? new(json.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>true, or the word for it.</summary>
    public bool IsYes(string name) => Value(name) is { } value && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "true", StringComparison.OrdinalIgnoreCase)));

    /// <summary>A string or a number as text; empty when it is neither.</summary>
    public string Text(string name) => Value(name) is { } value ? TextOf(value) : "";

    /// <summary>The first of a list, or the value itself; null when there is none.</summary>
    public string? First(string name) => Value(name) switch
    {
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 => TextOf(list[0]),
        { } value when TextOf(value) is { Length: > 0 } text => text,
        _ => null
    };

    public GatewayJson? Object(string name) => Value(name) is { ValueKind: JsonValueKind.Object } value ? new(value) : null;

    public IEnumerable<GatewayJson> Objects(string name) =>
        Value(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(one => new GatewayJson(one)) : [];

    /// <summary>What is text or number at the top.</summary>
    public Dictionary<string, string> Texts()
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in body.EnumerateObject()) texts[property.Name] = TextOf(property.Value);
        return texts;
    }

    static string TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch { JsonValueKind.String => value.GetString() ?? "", JsonValueKind.Number => value.GetRawText(), _ => "" };
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair.
            return "";
        }
    }

    JsonElement? Value(string name)
    {
        foreach (var property in body.EnumerateObject())
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        return null;
    }
}
