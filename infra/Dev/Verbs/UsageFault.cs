namespace Sasuai.Dev;

/// <summary>The command line was not understood; the message says which word and why. The tool answers with exit code 2.</summary>
public sealed class UsageFault(string message) : Exception(message);
