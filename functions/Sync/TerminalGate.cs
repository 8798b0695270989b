using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Sync;

/// <summary>
/// How many terminals an instance serves at one time. When a thousand come back after an outage, so many are in the database, some wait in line, and the others are told
/// when to come again, each another moment: people at the office are served meanwhile, and the bodies of those who wait are not in memory.
/// </summary>
public sealed class TerminalGate : IDisposable
{
    const int places = 16, lineMax = 256, againFrom = 2, againTo = 12;
    static readonly TimeSpan waitMax = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim free = new(places);
    int line;

    /// <summary>A place until it is disposed of; null when there is none.</summary>
    public async Task<IDisposable?> Enter(CancellationToken cancellation)
    {
        try
        {
            return Interlocked.Increment(ref line) <= lineMax && await free.WaitAsync(waitMax, cancellation) ? new Place(free) : null;
        }
        finally
        {
            Interlocked.Decrement(ref line);
        }
    }

    public void Dispose() => free.Dispose();

    /// <summary>There was no place.</summary>
    public static IResult Busy(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.Response.Headers.RetryAfter = RandomNumberGenerator.GetInt32(againFrom, againTo).ToString(CultureInfo.InvariantCulture);
        return Problem.From(CloudRefusals.Busy());
    }

    sealed class Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
