using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Sasuai.Functions.Hosting;

/// <summary>Runs functions: the middleware around every invocation, then the parameters, then the method, as in the real worker.</summary>
public sealed class Invocations
{
    readonly FunctionExecutionDelegate pipeline;

    public Invocations(IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware) =>
        pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)ExecuteAsync, (next, wrap) => wrap(next));

    /// <summary>Runs one invocation in the scope of <paramref name="services"/>; what the function throws and no middleware catches comes out.</summary>
    public async Task<object?> RunAsync(
        FoundFunction function, IServiceProvider services, object? triggerValue, HttpContext? http, CancellationToken cancellation)
    {
        var context = new SelfFunctionContext(function, services, http, triggerValue, cancellation);
        await pipeline(context);
        return context.Result;
    }

    static async Task ExecuteAsync(FunctionContext context)
    {
        var own = (SelfFunctionContext)context;
        var method = own.Function.Method;
        var arguments = method.GetParameters().Select(parameter => Parameters.Bind(parameter, own)).ToArray();
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(own.InstanceServices, method.DeclaringType!);
        own.Result = await Awaited(method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null));
    }

    static async Task<object?> Awaited(object? returned)
    {
        if (returned is not Task task)
            return returned;
        await task;
        // Reflection shows an async Task as Task<VoidTaskResult>; that internal type is nothing.
        var result = task.GetType().GetProperty("Result")?.GetValue(task);
        return result?.GetType().Name == "VoidTaskResult" ? null : result;
    }
}
