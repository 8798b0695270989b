using System.Globalization;
using System.Security.Cryptography;
using Sasuai.Kiosk.LocalData;
using Sasuai.Kiosk.Sync;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Replay;

/// <summary>One terminal of the history: its own data folder, enrolled once, its till, and its sync in the background.</summary>
sealed class ReplayTerminal : IAsyncDisposable
{
    static readonly TimeSpan poll = TimeSpan.FromSeconds(2), look = TimeSpan.FromMilliseconds(100);

    readonly LocalDatabase database;
    readonly ECDsa key;
    readonly SyncLoop sync;
    readonly DateTimeOffset startedAt = TimeProvider.System.GetUtcNow();

    ReplayTerminal(string folder, HttpClient http, ReplayPlan plan, Rejects rejects)
    {
        var clock = new HistoryClock();
        database = LocalDatabase.Open(Path.Combine(folder, LocalDatabase.FileName));
        key = TerminalKey.OpenOrMake(folder);
        var terminal = database.Read(ThisTerminal.Read)!;
        Changes = new(database, clock);
        Till = new(database, Changes, clock, plan.Zone, rejects);
        var cloud = new CloudClient(http, plan.Cloud, key, terminal.TerminalId, TimeProvider.System);
        sync = new(database, Changes, new(database, TimeProvider.System), cloud, TimeProvider.System, poll, new Random(), OpenKiosk.AppVersion);
    }

    public ChangeQueue Changes { get; }
    public ReplayTill Till { get; }
    public SyncStatus Status => sync.Status;

    /// <summary>Opens the terminal's folder, enrolled with its code when it is new.</summary>
    public static async Task<ReplayTerminal> Open(HttpClient http, ReplayPlan plan, ImportedTerminal terminal, Rejects rejects)
    {
        var folder = Path.Combine(plan.DataFolder, string.Create(CultureInfo.InvariantCulture, $"{terminal.StoreCode}-{terminal.Number:00}"));
        if (Enrolment.Known(Directory.CreateDirectory(folder).FullName) is not { } known)
            await Enrolment.Run(http, folder, plan.Cloud, terminal.EnrolmentCode, OpenKiosk.AppVersion, CancellationToken.None);
        else if (known.TerminalId != terminal.TerminalId)
            throw new BadFile($"{folder} belongs to a terminal of another chain. Give another --data folder.");
        return new(folder, http, plan, rejects);
    }

    /// <summary>Starts the sync and waits until all that the cloud has for this terminal is here.</summary>
    public async Task Catch(TimeSpan atMost)
    {
        sync.Start();
        var end = startedAt + atMost;
        while (sync.Status.CatalogueAt is not { } at || at < startedAt)
        {
            if (TimeProvider.System.GetUtcNow() > end) throw new BadFile($"The catalogue did not arrive within {atMost.TotalSeconds:0} s: {sync.Status.Message}");
            await Task.Delay(look);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sync.DisposeAsync();
        database.Dispose();
        key.Dispose();
    }
}
