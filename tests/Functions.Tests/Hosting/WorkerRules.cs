using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Sasuai.Functions.Hosting;

namespace Sasuai.Tests.Hosting;

/// <summary>
/// What the real worker or the real host would refuse, or would take and then fail at: each breach in one sentence that names the function.
/// The source of each rule is the worker's code (its metadata generator, converters and analyzers), the RabbitMQ extension's binding data,
/// and what was seen on the real host.
/// </summary>
static partial class WorkerRules
{
    static readonly string[] verbs = ["get", "post", "put", "patch", "delete", "head", "options"];

    // Binding data of the RabbitMQ trigger: a parameter of such a name collides with it, and the function is not indexed.
    static readonly string[] rabbitWords = ["body", "consumerTag", "deliveryTag", "redelivered", "exchange", "routingKey", "basicProperties"];

    // Binding data of the HTTP trigger and of every function.
    static readonly string[] routeWords = ["query", "headers", "sys"];

    // Without the constraint a value of another shape would fail in the converter: a 500 where 404 is right.
    static readonly Dictionary<Type, string> constraintOf = new()
    {
        [typeof(Guid)] = "guid", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(bool)] = "bool",
        [typeof(DateTime)] = "datetime", [typeof(DateTimeOffset)] = "datetime",
    };

    public static IReadOnlyList<string> Breaches(IEnumerable<Type> types)
    {
        var methods = types
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .ToList();
        var twice = methods.GroupBy(NameOf, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {same.Count()} functions have this name without regard to case");
        return [.. twice, .. methods.SelectMany(method => OfMethod(method).Select(breach => $"{NameOf(method)}: {breach}"))];
    }

    static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    static IEnumerable<string> OfMethod(MethodInfo method)
    {
        var name = NameOf(method);
        if (!FunctionName().IsMatch(name) || name.Equals("host", StringComparison.OrdinalIgnoreCase))
            yield return "the name must begin with a letter, go on with letters, digits, _ or -, have at most 128 of them, and not be host";
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
            yield return "the method and its class must be public";
        if (method.ContainsGenericParameters)
            yield return "the method and its class must not be generic";
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            yield return "async void is never awaited; return Task";
        foreach (var parameter in method.GetParameters().Where(each => each.ParameterType.IsByRef))
            yield return $"the parameter {parameter.Name} must not be ref, in or out";
        var triggers = method.GetParameters().Where(each => each.IsDefined(typeof(TriggerBindingAttribute))).ToList();
        if (triggers is not [var trigger] || trigger.GetCustomAttributes<TriggerBindingAttribute>().Count() != 1)
        {
            yield return $"there must be exactly one trigger, and there are {triggers.Sum(each => each.GetCustomAttributes<TriggerBindingAttribute>().Count())}";
            yield break;
        }
        foreach (var breach in OfTrigger(method, trigger, trigger.GetCustomAttribute<TriggerBindingAttribute>()!))
            yield return breach;
    }

    static IEnumerable<string> OfTrigger(MethodInfo method, ParameterInfo parameter, TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute http => OfHttp(method, parameter, http),
        QueueTriggerAttribute queue => OfQueue(parameter, queue).Concat(OfBackground(method, parameter)),
        TimerTriggerAttribute timer => OfTimer(parameter, timer).Concat(OfBackground(method, parameter)),
        RabbitMQTriggerAttribute rabbit => OfRabbit(method, parameter, rabbit).Concat(OfBackground(method, parameter)),
        _ => [$"{trigger.GetType().Name} is no trigger of this house"],
    };

    static IEnumerable<string> OfHttp(MethodInfo method, ParameterInfo parameter, HttpTriggerAttribute http)
    {
        if (parameter.ParameterType != typeof(HttpRequest))
            yield return "the trigger's parameter must be HttpRequest";
        if (!IsResult(method.ReturnType))
            yield return "an HTTP function returns IResult or Task<IResult>";
        if (parameter.GetCustomAttributesData().Single(each => each.AttributeType == typeof(HttpTriggerAttribute)).ConstructorArguments is not [{ ArgumentType.Name: nameof(AuthorizationLevel) }, ..])
            yield return "say the AuthorizationLevel: the constructors without it differ in their default";
        if (http.AuthLevel != AuthorizationLevel.Anonymous)
            yield return "only AuthorizationLevel.Anonymous holds on both hosts: the self host has no function keys";
        if (http.Methods is not { Length: > 0 } methods || methods.Except(verbs, StringComparer.Ordinal).Any())
            yield return $"name the verbs, among {string.Join(", ", verbs)}";
        if (http.Route is not { } route)
            yield return "say the Route: without it the function's name would be the address";
        else
            foreach (var breach in OfRoute(method, parameter, route))
                yield return breach;
    }

    static IEnumerable<string> OfRoute(MethodInfo method, ParameterInfo trigger, string route)
    {
        RoutePattern pattern;
        var wrong = "";
        try
        {
            pattern = RoutePatternFactory.Parse(route);
        }
        catch (RoutePatternException fault)
        {
            wrong = fault.Message;
            pattern = RoutePatternFactory.Parse("");
        }
        if (wrong.Length > 0)
            yield return $"the route is wrong: {wrong}";
        if (route.StartsWith('/') || route.StartsWith('~') || route.Length == 0)
            yield return "a route that is empty or begins with / breaks the worker; the root is {ignored:maxlength(0)?}";
        if (route.Split('/')[0] is "admin" or "runtime")
            yield return "addresses below admin and runtime belong to the host";
        foreach (var word in pattern.Parameters.Select(each => each.Name).Intersect([.. routeWords, trigger.Name!], StringComparer.OrdinalIgnoreCase))
            yield return $"the route parameter {word} collides with binding data";
        foreach (var parameter in method.GetParameters().Where(each => each != trigger && !IsAmbient(each)))
            foreach (var breach in OfRouteParameter(parameter, pattern.GetParameter(parameter.Name!)))
                yield return breach;
    }

    static IEnumerable<string> OfRouteParameter(ParameterInfo parameter, RoutePatternParameterPart? inRoute)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (inRoute is null)
        {
            yield return $"the parameter {parameter.Name} is not in the route";
            yield break;
        }
        if (!Parameters.FromRoute(type))
            yield return $"the parameter {parameter.Name} is a {type.Name}, which the worker's converters do not read from a route";
        if (constraintOf.TryGetValue(type, out var needed) && !inRoute.ParameterPolicies.Any(policy => policy.Content == needed))
            yield return $"the route parameter {parameter.Name} needs the constraint :{needed}";
        if (inRoute.IsOptional && type.IsValueType && type == parameter.ParameterType && !parameter.HasDefaultValue)
            yield return $"the optional route parameter {parameter.Name} must be nullable";
    }

    static IEnumerable<string> OfQueue(ParameterInfo parameter, QueueTriggerAttribute queue)
    {
        if (!SettingReference().IsMatch(queue.QueueName) && !QueueName().IsMatch(queue.QueueName))
            yield return $"'{queue.QueueName}' is no queue name: 3 to 63 small letters, digits and single hyphens";
        if (!IsSettingName(queue.Connection))
            yield return "Connection must be the name of a setting";
        if (!IsMessage(parameter.ParameterType))
            yield return $"a queue message is a string or a record, not {parameter.ParameterType.Name}";
    }

    static IEnumerable<string> OfTimer(ParameterInfo parameter, TimerTriggerAttribute timer)
    {
        if (parameter.ParameterType != typeof(TimerInfo))
            yield return "the trigger's parameter must be TimerInfo";
        if (!SettingReference().IsMatch(timer.Schedule) && !IsSchedule(timer.Schedule))
            yield return $"'{timer.Schedule}' is no schedule: six cron fields, seconds first";
    }

    static IEnumerable<string> OfRabbit(MethodInfo method, ParameterInfo parameter, RabbitMQTriggerAttribute rabbit)
    {
        foreach (var word in method.GetParameters().Select(each => each.Name!).Intersect(rabbitWords, StringComparer.OrdinalIgnoreCase))
            yield return $"a parameter named {word} collides with binding data and the function is not indexed";
        if (!IsSettingName(rabbit.ConnectionStringSetting) || rabbit.HostName is not null)
            yield return "ConnectionStringSetting must be the name of a setting, and no host be named";
        if (!IsMessage(parameter.ParameterType))
            yield return $"a RabbitMQ message is a string or a record, not {parameter.ParameterType.Name}";
    }

    static IEnumerable<string> OfBackground(MethodInfo method, ParameterInfo trigger)
    {
        if (method.ReturnType != typeof(void) && method.ReturnType != typeof(Task))
            yield return "a function that HTTP does not call returns Task or nothing: anything else would be an output binding";
        foreach (var parameter in method.GetParameters().Where(each => each != trigger && !IsAmbient(each)))
            yield return $"nothing gives the parameter {parameter.Name} a value";
    }

    /// <summary>Six fields that NCrontab (the real host) and Cronos (ours) read alike: no L, W, # or ?.</summary>
    public static bool IsSchedule(string text) =>
        NCrontabFields().IsMatch(text) && Cronos.CronExpression.TryParse(text, Cronos.CronFormat.IncludeSeconds, out _);

    static bool IsAmbient(ParameterInfo parameter) => parameter.ParameterType == typeof(FunctionContext) || parameter.ParameterType == typeof(CancellationToken);

    static bool IsResult(Type type) =>
        typeof(IResult).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) && typeof(IResult).IsAssignableFrom(type.GenericTypeArguments[0]));

    static bool IsMessage(Type type) =>
        type == typeof(string) || (type is { IsClass: true, IsAbstract: false, IsArray: false } && type.Namespace?.StartsWith("Sasuai", StringComparison.Ordinal) == true);

    static bool IsSettingName(string? text) => text is { Length: > 0 } && !text.Contains('%', StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$", RegexOptions.None, 1000)]
    private static partial Regex FunctionName();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QueueName();

    [GeneratedRegex("^%[A-Za-z][A-Za-z0-9_:.]*%$", RegexOptions.None, 1000)]
    private static partial Regex SettingReference();

    [GeneratedRegex("^((\\*|([0-9]+|[A-Za-z]{3})(-([0-9]+|[A-Za-z]{3}))?)(/[0-9]+)?(,(\\*|([0-9]+|[A-Za-z]{3})(-([0-9]+|[A-Za-z]{3}))?)(/[0-9]+)?)*( |$)){6}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NCrontabFields();
}
