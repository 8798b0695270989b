using System.Globalization;
using System.Runtime.InteropServices;

namespace Sasuai.Dev;

/// <summary>The settings the functions start with; more can be added by name.</summary>
public sealed record FunctionsSettings(string Postgres, string RabbitMq, string Storage, string BlastifyUrl)
{
    public string BlastifyKey { get; init; } = "test-key";

    /// <summary>The TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Further settings as environment variables.</summary>
    public Dictionary<string, string?> More { get; init; } = [];
}

/// <summary>The cloud half as its own process, listening on 127.0.0.1; it can be stopped, killed and started again on the same port.</summary>
public sealed class FunctionsProcess : IAsyncDisposable
{
    static readonly TimeSpan startLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan runLimit = TimeSpan.FromMinutes(3);
    static readonly TimeSpan stopLimit = TimeSpan.FromSeconds(15);

    readonly FunctionsSettings settings;
    readonly TempFolder folder = TempFolder.Create("functions");
    ChildProcess? process;

    FunctionsProcess(FunctionsSettings settings, string? logFile)
    {
        this.settings = settings;
        LogFile = logFile ?? folder.File("functions.log");
        Address = $"http://127.0.0.1:{(settings.Port == 0 ? FreePort.Next() : settings.Port).ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Without a closing slash.</summary>
    public string Address { get; }

    public string LogFile { get; }
    public int? ProcessId => process?.Id;
    public bool IsRunning => process is { HasExited: false };

    /// <param name="logFile">Kept after the end when named; otherwise the log goes with the process.</param>
    public static async Task<FunctionsProcess> StartAsync(
        FunctionsSettings settings, string? logFile = null, CancellationToken cancellation = default)
    {
        var made = new FunctionsProcess(settings, logFile);
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

    /// <summary>Runs <c>migrate</c> or <c>seed</c> to its end.</summary>
    /// <exception cref="ServerFault">It ended with another code than 0, or not within three minutes; with the end of what it said.</exception>
    public static async Task<string> RunAsync(FunctionsSettings settings, string[] words, CancellationToken cancellation = default)
    {
        using var scratch = TempFolder.Create("functions");
        await using var child = ChildProcess.Start(Describe(settings, "http://127.0.0.1:0", scratch.File("run.log"), words));
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(runLimit);
        try
        {
            if (await child.WaitAsync(late.Token) is not 0 and var code)
                throw new ServerFault($"functions {string.Join(' ', words)} ended with code {code}:\n{child.LastLines(40)}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ServerFault($"functions {string.Join(' ', words)} did not end within {runLimit.TotalSeconds:0} s:\n{child.LastLines(40)}");
        }
        return child.LastLines(int.MaxValue);
    }

    /// <summary>Starts it again on the same port; returns when GET /health answers 200.</summary>
    public async Task StartAgainAsync(CancellationToken cancellation = default)
    {
        process = ChildProcess.Start(Describe(settings, Address, LogFile, []));
        using var client = new HttpClient();
        await Ready.WaitAsync("functions", process, startLimit, async token =>
        {
            using var answer = await client.GetAsync($"{Address}/health", token);
            return answer.IsSuccessStatusCode
                ? true
                : throw new ServerFault($"/health answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(token)}");
        }, cancellation);
    }

    public async Task StopAsync()
    {
        if (process is not null)
            await process.StopAsync(PosixSignal.SIGTERM, stopLimit);
        process = null;
    }

    /// <summary>kill -9, as a machine that is taken away.</summary>
    public async Task KillAsync()
    {
        if (process is not null)
            await process.KillAsync();
        process = null;
    }

    public async Task RestartAsync(CancellationToken cancellation = default)
    {
        await StopAsync();
        await StartAgainAsync(cancellation);
    }

    /// <summary>The settings as the functions read them from their environment: those of the sample, and ours above them.</summary>
    public static Dictionary<string, string> EnvironmentOf(FunctionsSettings settings) => new(SampleSettings.Read())
    {
        ["Postgres"] = settings.Postgres,
        ["RabbitMq"] = settings.RabbitMq,
        ["AzureWebJobsStorage"] = settings.Storage,
        ["BlastifyUrl"] = settings.BlastifyUrl,
        ["BlastifyKey"] = settings.BlastifyKey,
    };

    /// <summary>The end of its log, for a failure's message.</summary>
    public string LastLines(int count = 40) => File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(count)) : "(no log)";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    static ChildStart Describe(FunctionsSettings settings, string address, string logFile, string[] words)
    {
        if (!File.Exists(Repository.FunctionsProgram))
            throw new ServerFault($"{Repository.FunctionsProgram} is missing: dotnet build functions -c {Repository.Configuration}");
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = address };
        foreach (var (name, value) in EnvironmentOf(settings))
            environment[name] = value;
        foreach (var (name, value) in settings.More)
            environment[name] = value;
        return new ChildStart("dotnet", [Repository.FunctionsProgram, .. words])
        {
            LogFile = logFile, Environment = environment, Folder = Path.GetDirectoryName(Repository.FunctionsProgram),
            DeathSignal = "TERM",
        };
    }
}
