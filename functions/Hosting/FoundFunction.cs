using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Sasuai.Functions.Hosting;

/// <summary>One method that bears <c>[Function]</c>, with its trigger and the parameter that bears it.</summary>
public sealed record FoundFunction(string Name, MethodInfo Method, TriggerBindingAttribute Trigger, ParameterInfo TriggerParameter)
{
    /// <summary>Every function of these types, in the order of the real host: by name, without regard to case.</summary>
    /// <exception cref="InvalidOperationException">A function without exactly one trigger, or two of one name.</exception>
    public static IReadOnlyList<FoundFunction> In(IEnumerable<Type> types)
    {
        var found = types
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(Of)
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        foreach (var twice in found.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            throw new InvalidOperationException($"Two functions are named {twice.Key}; names are unique without regard to case.");
        return found;
    }

    static FoundFunction Of(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var triggers = method.GetParameters().Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute))).ToList();
        return triggers is [var parameter]
            ? new FoundFunction(name, method, parameter.GetCustomAttribute<TriggerBindingAttribute>()!, parameter)
            : throw new InvalidOperationException($"The function {name} must have exactly one trigger, and has {triggers.Count}.");
    }
}
