namespace Sasuai.Dev;

/// <summary>One thing the tool can do; the answer of <paramref name="Run"/> is the exit code.</summary>
public sealed record Verb(string Name, string Options, string Says, Func<Words, CancellationToken, Task<int>> Run);
