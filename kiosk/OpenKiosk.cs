using System.Collections.Concurrent;
using System.Security.Cryptography;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Kiosk.Sync;

namespace Sasuai.Kiosk;

/// <summary>Everything of one running kiosk but its screen, put together from its data folder.</summary>
public sealed class OpenKiosk : IAsyncDisposable
{
    readonly HttpClient http;
    readonly ECDsa key, paperKey;
    Task examining = Task.CompletedTask;

    OpenKiosk(string folder, KioskSettings settings, LocalDatabase database, ThisTerminal terminal, TimeProvider time)
    {
        (Folder, Settings, Database, Terminal) = (folder, settings, database, terminal);
        Changes = new(database, time);
        Pages = new(database, time);
        Training.Recover(database, Changes, time);
        Printing = new(database.Path, PrinterAddress.Printer(settings.Printer, time)!, time);
        var (page, logo) = (Page(settings.CodePage), settings.Picture);
        // Opened twice: receipts are signed while a request is.
        (key, paperKey) = (TerminalKey.OpenOrMake(folder), TerminalKey.OpenOrMake(folder));
        Lane = new(database, Changes, time, new SaleOnPaper(settings.Columns, page, settings.Language, logo, paperKey).Enqueue, new SlipOnPaper(settings.Columns, page, settings.Language, logo).Enqueue);
        // The drawer opens and the paper comes after the sale is on the disk, never before.
        Lane.Sold += _ => Printing.Wake();
        Lane.PaperWaits += Printing.Wake;
        if (ScannerAddress.Read(settings.Scanner) is { } gun) Scanner = new(gun, Scans.Enqueue);
        if (DisplayAddress.Read(settings.Display) is { } pole) Display = new(pole, time);
        http = CloudClient.NewHttp();
        var cloud = new CloudClient(http, settings.CloudUrl ?? terminal.Cloud, key, terminal.TerminalId, time);
        Sync = new(database, Changes, Pages, cloud, time, settings.Poll, new Random(), AppVersion);
    }

    /// <summary>This program's version, as the cloud is told.</summary>
    public static string AppVersion { get; } = typeof(OpenKiosk).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public string Folder { get; }
    public KioskSettings Settings { get; }
    public LocalDatabase Database { get; }
    public ThisTerminal Terminal { get; }
    public ChangeQueue Changes { get; }
    public FeedPages Pages { get; }
    public PrintQueue Printing { get; }
    public Lane Lane { get; }
    public SyncLoop Sync { get; }

    /// <summary>The gun with a line of its own; null when none is set.</summary>
    public BarcodeScanner? Scanner { get; }

    /// <summary>What the customer reads; null when there is none.</summary>
    public PoleDisplay? Display { get; }

    /// <summary>Codes that it has read and nobody has taken yet.</summary>
    public ConcurrentQueue<string> Scans { get; } = new();

    /// <summary>Opens the folder of an enrolled terminal; throws <see cref="BadSettings"/> with a sentence when it cannot be used.</summary>
    public static OpenKiosk Open(string folder, TimeProvider time)
    {
        var settings = KioskSettings.Read(folder, Environment.GetEnvironmentVariable);
        var path = Path.Combine(folder, LocalDatabase.FileName);
        if (!File.Exists(path)) throw NotEnrolled(folder);
        var database = LocalDatabase.Open(path, new Witness(settings.Witness ?? path + Witness.Suffix), PrintQueue.Schema);
        try
        {
            return new(folder, settings, database, database.Read(ThisTerminal.Read) ?? throw NotEnrolled(folder), time);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>What is wrong with the database file, once it was examined; null while nothing is known to be.</summary>
    public string? Damage { get; private set; }

    /// <summary>Begins to print and to talk with the cloud in the background.</summary>
    public void Start()
    {
        Printing.Start();
        Sync.Start();
        Scanner?.Start();
        Display?.Start();
        examining = Task.Run(() => Damage = Database.Examine());
    }

    public async ValueTask DisposeAsync()
    {
        Scanner?.Dispose();
        if (Display is not null) await Display.DisposeAsync();
        await examining;
        await Sync.DisposeAsync();
        await Printing.DisposeAsync();
        Database.Dispose();
        http.Dispose();
        key.Dispose();
        paperKey.Dispose();
    }

    static BadSettings NotEnrolled(string folder) =>
        new($"{folder} holds no enrolled terminal. An admin gives a one-time code; then run: sasuai-kiosk enrol --cloud URL --code CODE --data {folder}");

    static CodePage Page(int number) => number switch { 437 => CodePage.Cp437, 850 => CodePage.Cp850, 1252 => CodePage.Cp1252, _ => CodePage.Cp858 };
}
