using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.Hosting;

/// <summary>Gives each parameter its value, for the types that the real worker binds too.</summary>
public static class Parameters
{
    // The types that the converters of the real worker read from a route; DateOnly is not among them.
    static readonly Dictionary<Type, Func<string, object>> readers = new()
    {
        [typeof(string)] = text => text,
        [typeof(Guid)] = text => Guid.Parse(text),
        [typeof(int)] = text => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        [typeof(long)] = text => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        [typeof(bool)] = text => bool.Parse(text),
        [typeof(DateTime)] = text => DateTime.Parse(text, CultureInfo.InvariantCulture),
        [typeof(DateTimeOffset)] = text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
    };

    // As the worker's own serializer is set.
    static readonly JsonSerializerOptions json = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Whether a parameter of this type can come from a route.</summary>
    public static bool FromRoute(Type type) => readers.ContainsKey(Nullable.GetUnderlyingType(type) ?? type);

    internal static object? Bind(ParameterInfo parameter, SelfFunctionContext context)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return context;
        if (type == typeof(CancellationToken))
            return context.CancellationToken;
        if (type == typeof(HttpRequest))
            return context.GetHttpContext()?.Request;
        if (parameter.Name == context.Function.TriggerParameter.Name)
            return Message(context.TriggerValue, type);
        return FromRoute(parameter, context.GetHttpContext()?.Request.RouteValues[parameter.Name!] as string);
    }

    static object? Message(object? value, Type type) =>
        value is string text && type != typeof(string) ? JsonSerializer.Deserialize(text, type, json) : value;

    static object? FromRoute(ParameterInfo parameter, string? text)
    {
        if (text is null)
            return parameter.HasDefaultValue ? parameter.DefaultValue : null;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return readers.TryGetValue(type, out var read)
            ? read(text)
            : throw new NotSupportedException($"The parameter {parameter.Name} is a {type.Name}, which the worker does not bind from a route.");
    }
}
