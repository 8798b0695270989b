using Cronos;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.Hosting;

/// <summary>
/// Runs a function by a six-field schedule in UTC, one run at a time and on one instance only. Occurrences that pass while a run
/// lasts, or while no instance is up, are not made up for: IsPastDue is always false here.
/// </summary>
sealed partial class TimerListener : Listener
{
    readonly bool runOnStartup;
    readonly CronExpression schedule;
    readonly TimerLease lease;
    readonly TimeProvider clock;
    readonly ILogger log;

    public TimerListener(
        FoundFunction function, Invocations invocations, IServiceScopeFactory scopes, IConfiguration settings, TimerLease lease, TimeProvider clock, ILogger<TimerListener> log)
        : base(function, invocations, scopes)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        runOnStartup = trigger.RunOnStartup;
        schedule = Parse(settings.Expand(trigger.Schedule, function), function);
        settings.Required("Postgres", function);
        this.lease = lease;
        this.clock = clock;
        this.log = log;
    }

    public override async Task RunAsync(CancellationToken stopping, CancellationToken abandon)
    {
        var last = clock.GetUtcNow();
        if (runOnStartup)
            await OccurAsync(last, last, stopping, abandon);
        while (!stopping.IsCancellationRequested)
        {
            // A timer may fire a moment early; counting from the last occurrence keeps it from coming twice.
            var now = clock.GetUtcNow();
            if (schedule.GetNextOccurrence(now > last ? now : last, TimeZoneInfo.Utc) is not { } due)
                return;
            await WaitUntil(due, stopping);
            if (stopping.IsCancellationRequested)
                return;
            await OccurAsync(last, due, stopping, abandon);
            last = due;
        }
    }

    async Task OccurAsync(DateTimeOffset last, DateTimeOffset due, CancellationToken stopping, CancellationToken abandon)
    {
        if (!await IsOursAsync(stopping))
            return;
        try
        {
            await InvokeAsync(InfoOf(last, due), abandon);
        }
        catch (Exception fault)
        {
            LogFailed(fault, Function.Name);
        }
    }

    async Task<bool> IsOursAsync(CancellationToken stopping)
    {
        try
        {
            return await lease.IsOursAsync(Function, stopping);
        }
        catch (Exception fault)
        {
            // Without the database nobody knows whose turn it is, and the functions could do nothing either.
            if (!stopping.IsCancellationRequested)
                LogNoLease(Function.Name, fault.Message);
            return false;
        }
    }

    async Task WaitUntil(DateTimeOffset due, CancellationToken stopping)
    {
        // Task.Delay takes at most 49 days, and a schedule may be rarer.
        for (var left = due - clock.GetUtcNow(); left > TimeSpan.Zero && !stopping.IsCancellationRequested; left = due - clock.GetUtcNow())
            await Task.Delay(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1), clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    TimerInfo InfoOf(DateTimeOffset last, DateTimeOffset due) => new()
    {
        ScheduleStatus = new ScheduleStatus
        {
            Last = last.UtcDateTime,
            Next = schedule.GetNextOccurrence(due, TimeZoneInfo.Utc)?.UtcDateTime ?? DateTime.MaxValue,
            LastUpdated = clock.GetUtcNow().UtcDateTime,
        },
    };

    static CronExpression Parse(string text, FoundFunction function) =>
        CronExpression.TryParse(text, CronFormat.IncludeSeconds, out var schedule) ? schedule
            : throw new InvalidOperationException($"The schedule '{text}' of the function {function.Name} is not six cron fields, seconds first.");

    [LoggerMessage(1022, LogLevel.Warning, "The timer {Function} skips this time, because the database does not answer: {Reason}")]
    partial void LogNoLease(string function, string reason);

    [LoggerMessage(1021, LogLevel.Error, "The timer {Function} failed; it runs again at its next time")]
    partial void LogFailed(Exception fault, string function);
}
