namespace Sasuai.Dev;

/// <summary>A server or program that would not start, stop or answer; the message says which, why, and shows the end of its log.</summary>
public sealed class ServerFault(string message, Exception? cause = null) : Exception(message, cause);
