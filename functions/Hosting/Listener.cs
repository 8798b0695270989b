namespace Sasuai.Functions.Hosting;

/// <summary>What takes work from outside for one function: a queue, a clock, a broker.</summary>
public abstract class Listener(FoundFunction function, Invocations invocations, IServiceScopeFactory scopes)
{
    public FoundFunction Function { get; } = function;

    /// <summary>
    /// Takes work until <paramref name="stopping"/>, then lets what runs come to its end. Faults outside are waited out, never thrown.
    /// </summary>
    /// <param name="stopping">Take nothing new.</param>
    /// <param name="abandon">The wait is over: invocations that still run are cancelled.</param>
    public abstract Task RunAsync(CancellationToken stopping, CancellationToken abandon);

    /// <summary>One invocation in its own scope; throws what the function throws.</summary>
    protected async Task InvokeAsync(object? triggerValue, CancellationToken abandon)
    {
        await using var scope = scopes.CreateAsyncScope();
        await invocations.RunAsync(Function, scope.ServiceProvider, triggerValue, http: null, abandon);
    }
}
