using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Azure.Storage.Queues;

namespace Sasuai.Dev;

/// <summary>
/// Azure's storage queues: our own Azurite (the queue service alone), or a storage account named by its connection string. Azurite writes its
/// data every few seconds: a kill loses the queue messages of the last ones, as the sweep must survive.
/// </summary>
public sealed class AzuriteServer : OwnServer
{
    public const string Version = "3.37";

    // Every test may have an account of its own, because the names of queues are the product's and always the same.
    const int accounts = 300;
    static readonly TimeSpan startLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan stopLimit = TimeSpan.FromSeconds(10);

    readonly string? key;
    readonly int port;

    AzuriteServer(TempFolder? folder, string connection)
        : base("storage account", folder, PosixSignal.SIGTERM, stopLimit) => Connection = connection;

    AzuriteServer(TempFolder folder, int port, string key)
        : this(folder, ConnectionTo("account0", key, port)) => (this.port, this.key) = (port, key);

    /// <summary>The connection string of the first account, for the setting AzureWebJobsStorage.</summary>
    public string Connection { get; }

    /// <summary>Whether <see cref="NewAccountAsync"/> can be asked: the server is an Azurite that this tool started, here or in another process.</summary>
    public bool HasSpareAccounts => Connection.Contains("account0", StringComparison.Ordinal);

    /// <summary>Where npm puts Azurite, for this user and this version.</summary>
    public static string Home => Path.Combine(CacheFolder, $"azurite-{Version}");

    public static bool IsInstalled => File.Exists(Program);

    public static async Task<AzuriteServer> StartAsync(CancellationToken cancellation = default)
    {
        if (!IsInstalled)
            throw new ServerFault($"Azurite is missing: npm install --prefix {Home} azurite@{Version} (or: dotnet run infra/dev.cs -- doctor).");
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var made = new AzuriteServer(TempFolder.Create("azurite"), FreePort.Next(), secret);
        try
        {
            await made.StartAgainAsync(cancellation);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>A storage account that somebody else runs.</summary>
    public static AzuriteServer At(string connection) => new(null, connection);

    /// <summary>The connection string of an account that nobody has been given yet, in this or another process; it has no queues of ours.</summary>
    /// <exception cref="ServerFault">All accounts are given, or the server is not an Azurite of this tool.</exception>
    public async Task<string> NewAccountAsync(CancellationToken cancellation = default)
    {
        for (var number = 1; number < accounts; number++)
        {
            var candidate = Connection.Replace("account0", $"account{number.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal);
            if (!HasSpareAccounts)
                throw new ServerFault("This storage account was named in the environment and has no spare accounts.");
            // Making a queue is answered 201 to one asker only: whoever made it has the account.
            if (await new QueueClient(candidate, "taken").CreateIfNotExistsAsync(cancellationToken: cancellation) is not null)
                return candidate;
        }
        throw new ServerFault($"All {accounts - 1} accounts of this Azurite are taken.");
    }

    protected override ChildProcess Begin(TempFolder ours)
    {
        var data = ours.File("data");
        Directory.CreateDirectory(data);
        return ChildProcess.Start(new ChildStart(
            NodeForAzurite.Program, Program, "--location", data, "--queueHost", "127.0.0.1", "--queuePort", $"{port}",
            "--skipApiVersionCheck", "--silent", "--disableTelemetry")
        {
            LogFile = ours.File("azurite.log"),
            Folder = ours.Path,
            Environment = { ["AZURITE_ACCOUNTS"] = SpareAccounts(key!) },
        });
    }

    protected override Task AnswersAsync(ChildProcess begun, CancellationToken cancellation)
    {
        var options = new QueueClientOptions { Retry = { MaxRetries = 0 } };
        return Ready.WaitAsync("Azurite", begun, startLimit, async token =>
        {
            await new QueueServiceClient(Connection, options).GetPropertiesAsync(token);
            return true;
        }, cancellation);
    }

    static string CacheFolder =>
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named
                ? named
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "sasuai");

    static string Program => Path.Combine(Home, "node_modules", ".bin", "azurite-queue");

    internal static string SpareAccounts(string key) =>
        string.Join(';', Enumerable.Range(0, accounts).Select(number => $"account{number.ToString(CultureInfo.InvariantCulture)}:{key}"));

    internal static string ConnectionTo(string account, string key, int port) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={key};QueueEndpoint=http://127.0.0.1:{port}/{account};";
}
