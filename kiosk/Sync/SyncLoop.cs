using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sasuai.Kiosk.LocalData;

namespace Sasuai.Kiosk.Sync;

/// <summary>
/// Keeps the terminal and the cloud in step in the background, on two lanes that never wait for each other: facts go up as soon as they
/// are on the disk, what is new comes down every few seconds. The shop does not notice when the cloud is away.
/// </summary>
public sealed class SyncLoop : IAsyncDisposable
{
    static readonly TimeSpan farewell = TimeSpan.FromSeconds(2), forgetEvery = TimeSpan.FromHours(24);
    static readonly TimeSpan pushRetryMax = TimeSpan.FromSeconds(60);
    /// <summary>Asking is one small request, and it is how the return of the cloud is noticed.</summary>
    static readonly TimeSpan pullRetryMax = TimeSpan.FromSeconds(20);

    readonly ChangeQueue changes;
    readonly PushLane push;
    readonly PullLane pull;
    readonly TimeProvider time;
    readonly TimeSpan poll;
    readonly Random chance;
    readonly Pause newFacts, cloudIsBack, nextPoll;
    readonly Contact pushing, pulling;
    readonly CancellationTokenSource stop = new();
    Task work = Task.CompletedTask;
    Unsent? unsent;

    /// <param name="poll">How often the feeds are asked for.</param>
    /// <param name="chance">Spreads the retries of many terminals.</param>
    public SyncLoop(LocalDatabase database, ChangeQueue changes, FeedPages pages, CloudClient cloud, TimeProvider time, TimeSpan poll, Random chance, string appVersion)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(changes);
        (this.changes, this.time, this.poll, this.chance) = (changes, time, poll, chance);
        (push, pull) = (new(changes, cloud, time, appVersion), new(pages, changes, cloud));
        (newFacts, cloudIsBack, nextPoll, pushing, pulling) = (new(time), new(time), new(time), new(time), new(time));
        pulling.RememberSuccess(database.Read(Cursors.Newest));
        changes.Queued += Wake;
    }

    /// <summary>How it stands; any thread may ask, often.</summary>
    public SyncStatus Status
    {
        get
        {
            var waiting = unsent ??= changes.Unsent;
            var (up, down) = (pushing.Now, pulling.Now);
            var online = down.Good == true && up.Good != false;
            return new(online, down.Since > up.Since ? down.Since : up.Since, waiting.Facts, waiting.Amount, down.LastSuccess, up.Trouble ?? down.Trouble);
        }
    }

    /// <summary>Begins to work in the background.</summary>
    public void Start() => work = Task.WhenAll(Task.Run(Push), Task.Run(Pull));

    /// <summary>Asks the cloud now, whatever pause is under way.</summary>
    public void AskNow()
    {
        cloudIsBack.Ring();
        nextPoll.Ring();
    }

    public async ValueTask DisposeAsync()
    {
        changes.Queued -= Wake;
        await stop.CancelAsync();
        try
        {
            await work.WaitAsync(farewell);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // A lane ends with whatever broke its last call off, be it a connection refused at that very moment; a till that stops must not
            // fall over it. What was on its way is sent again at the next start; a fact that arrives twice has no second effect.
        }
        if (work.IsCompleted) stop.Dispose();
    }

    void Wake()
    {
        unsent = null;
        newFacts.Ring();
    }

    async Task Push()
    {
        var backOff = new BackOff(chance, pushRetryMax);
        var forgotten = DateTimeOffset.MinValue;
        while (true)
        {
            try
            {
                if (time.GetUtcNow() - forgotten > forgetEvery)
                {
                    forgotten = time.GetUtcNow();
                    changes.Forget();
                }
                var pushed = await push.Once(stop.Token);
                unsent = null;
                if (pushed.Trouble is { } trouble) pushing.Failed(trouble);
                else pushing.Succeeded();
                if (pushed.Wait is { } asked)
                {
                    // It is there, and asked to be left alone: nothing cuts this short.
                    await Task.Delay(backOff.Failed(asked), time, stop.Token);
                    continue;
                }
                backOff.Succeeded();
                if (!pushed.More) await newFacts.For(PushLane.AskEvery, stop.Token);
            }
            // Whatever breaks, this lane goes on for as long as the shop does.
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                pushing.Failed(Words(fault));
                // New facts do not cut this short, or a busy shop would hammer; the other lane does when it gets through.
                if (await cloudIsBack.For(backOff.Failed((fault as CloudFault)?.RetryAfter), stop.Token)) backOff.Succeeded();
            }
        }
    }

    async Task Pull()
    {
        var backOff = new BackOff(chance, pullRetryMax);
        while (true)
        {
            var wait = poll;
            try
            {
                await pull.Once(stop.Token);
                backOff.Succeeded();
                if (pulling.Succeeded()) cloudIsBack.Ring();
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                pulling.Failed(Words(fault));
                wait = backOff.Failed((fault as CloudFault)?.RetryAfter);
            }
            await nextPoll.For(wait, stop.Token);
        }
    }

    static string Words(Exception fault) => fault switch
    {
        CloudFault { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } no => $"The cloud does not accept this terminal: {no.Message}",
        CloudFault no => no.Message,
        OperationCanceledException => "The cloud does not answer.",
        JsonException => $"The cloud's answer cannot be read: {fault.Message}",
        HttpRequestException or IOException => "The cloud is away.",
        SqliteException => $"The local database: {fault.Message}",
        _ => $"Sync: {fault.Message}"
    };
}
