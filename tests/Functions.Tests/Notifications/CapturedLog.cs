using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sasuai.Tests.Notifications;

/// <summary>Keeps every line that the program logs, with its exceptions, so that a test can look for what must not be there.</summary>
public sealed class CapturedLog(ConcurrentQueue<string> lines) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Kept(lines, categoryName);

    public void Dispose()
    {
        // Nothing is held.
    }

    sealed class Kept(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
    }
}
