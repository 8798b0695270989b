using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Sasuai.Functions.Platform;

/// <summary>The JSON of the admin's endpoints: camel case, nothing guessed, and a field that is missing or of the wrong kind is named.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict, RespectNullableAnnotations = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static IResult Ok<T>(T answer) => TypedResults.Json(answer, Options);

    public static Decision<T> Read<T>(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var shape = Options.GetTypeInfo(typeof(T));
            if (MissingField(document.RootElement, shape, "") is { } field) return CloudRefusals.Missing(field);
            return document.Deserialize<T>(Options) is { } value ? value : CloudRefusals.NotJson("The body is null.");
        }
        catch (JsonException wrong)
        {
            return Refused(wrong);
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair.
            return CloudRefusals.NotJson("The body holds text that is not Unicode.");
        }
    }

    /// <summary>The refusal for JSON that could not be read: names the field when the shape was wrong, the place when it is no JSON at all.</summary>
    public static Refusal Refused(JsonException wrong)
    {
        ArgumentNullException.ThrowIfNull(wrong);
        var field = wrong.Path?.TrimStart('$').TrimStart('.');
        return string.IsNullOrEmpty(field)
            ? CloudRefusals.NotJson(string.Create(CultureInfo.InvariantCulture, $"The body is not JSON of the right shape (line {wrong.LineNumber + 1 ?? 1}, byte {wrong.BytePositionInLine + 1 ?? 1})."))
            : CloudRefusals.Wrong(field, $"The field '{field}' has a value of the wrong kind.");
    }

    /// <summary>The first required field that is not there, with its path, such as items[3].name.</summary>
    static string? MissingField(JsonElement element, JsonTypeInfo shape, string path)
    {
        if (element.ValueKind == JsonValueKind.Object && shape.Kind == JsonTypeInfoKind.Object)
            return shape.Properties.Select(property => MissingProperty(element, property, path)).FirstOrDefault(missing => missing is not null);
        if (element.ValueKind == JsonValueKind.Array && shape.ElementType is { } item)
            return element.EnumerateArray().Select((each, index) => MissingField(each, Options.GetTypeInfo(item), $"{path}[{index}]")).FirstOrDefault(missing => missing is not null);
        return null;
    }

    static string? MissingProperty(JsonElement element, JsonPropertyInfo property, string path)
    {
        var name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
        if (element.TryGetProperty(property.Name, out var value)) return MissingField(value, Options.GetTypeInfo(property.PropertyType), name);
        return property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } ? name : null;
    }
}
