using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.Hosting;

/// <summary>One invocation on the self host.</summary>
sealed class SelfFunctionContext : FunctionContext
{
    public SelfFunctionContext(FoundFunction function, IServiceProvider services, HttpContext? http, object? triggerValue, CancellationToken cancellation)
    {
        Function = function;
        InstanceServices = services;
        TriggerValue = triggerValue;
        CancellationToken = cancellation;
        FunctionDefinition = new SelfFunctionDefinition(function);
        if (http is not null)
            Items["HttpRequestContext"] = http;
    }

    public FoundFunction Function { get; }

    public object? TriggerValue { get; }

    /// <summary>What the function returned; null until it has, or when it returns nothing.</summary>
    public object? Result { get; set; }

    public override string InvocationId { get; } = Guid.CreateVersion7().ToString();

    public override string FunctionId => Function.Name;

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition { get; }

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken { get; }
}

sealed class SelfFunctionDefinition(FoundFunction function) : FunctionDefinition
{
    public override string EntryPoint => $"{function.Method.DeclaringType!.FullName}.{function.Method.Name}";

    public override string Id => function.Name;

    public override string Name => function.Name;
}
