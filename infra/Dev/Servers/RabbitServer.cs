using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using RabbitMQ.Client;

namespace Sasuai.Dev;

/// <summary>
/// A RabbitMQ broker: our own (Debian's package, its own node name, folders, ports and epmd), or one named by its URI.
/// Its management API is there to give each test a virtual host of its own.
/// </summary>
public sealed class RabbitServer : OwnServer
{
    const string program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    static readonly TimeSpan startLimit = TimeSpan.FromSeconds(90);
    static readonly TimeSpan stopLimit = TimeSpan.FromSeconds(20);

    readonly int amqpPort;
    readonly int distributionPort;
    readonly int epmdPort;
    ChildProcess? epmd;

    RabbitServer(TempFolder? folder, string uri, string management)
        : base("RabbitMQ", folder, PosixSignal.SIGTERM, stopLimit)
    {
        Uri = uri;
        Management = management;
    }

    RabbitServer(TempFolder folder, int amqpPort, int managementPort)
        : this(folder, $"amqp://guest:guest@127.0.0.1:{amqpPort}/", $"http://127.0.0.1:{managementPort}/")
    {
        this.amqpPort = amqpPort;
        distributionPort = FreePort.Next();
        epmdPort = FreePort.Next();
    }

    /// <summary>Reaches the default virtual host: <c>amqp://user:password@host:port/</c>.</summary>
    public string Uri { get; }

    /// <summary>Root of the management API, with a closing slash; the credentials are those of <see cref="Uri"/>.</summary>
    public string Management { get; }

    public static bool IsInstalled => File.Exists(program);

    public static async Task<RabbitServer> StartAsync(CancellationToken cancellation = default)
    {
        if (!IsInstalled)
            throw new ServerFault("RabbitMQ is missing: apt-get install rabbitmq-server (or: dotnet run infra/dev.cs -- doctor).");
        var made = new RabbitServer(TempFolder.Create("rabbitmq"), FreePort.Next(), FreePort.Next());
        try
        {
            await made.WriteSettingsAsync(cancellation);
            await made.StartAgainAsync(cancellation);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>A broker that somebody else runs; without <paramref name="management"/> it is looked for on port 15672 of the same host.</summary>
    public static RabbitServer At(string uri, string? management = null) =>
        new(null, uri, management ?? $"http://{new Uri(uri).Host}:15672/");

    /// <summary>Makes an empty virtual host, replacing an earlier one of that name; the answer is its URI.</summary>
    public async Task<string> CreateVirtualHostAsync(string name, CancellationToken cancellation = default)
    {
        using var client = ManagementClient();
        var path = $"api/vhosts/{System.Uri.EscapeDataString(name)}";
        using var removed = await client.DeleteAsync(path, cancellation);
        using var made = await client.PutAsJsonAsync(path, new { }, cancellation);
        made.EnsureSuccessStatusCode();
        // Whoever makes a virtual host over the management API is given all permissions in it.
        return new UriBuilder(Uri) { Path = System.Uri.EscapeDataString(name) }.Uri.ToString();
    }

    /// <summary>kill -9 and the loss of its disk: queues, messages and virtual hosts are gone. It is not started again.</summary>
    public async Task LoseDiskAsync()
    {
        await KillAsync();
        Directory.Delete(MustBeOurs().File("mnesia"), recursive: true);
    }

    /// <summary>Raises or ends the memory alarm, during which the broker reads from no publisher.</summary>
    public Task SetMemoryAlarmAsync(bool on, CancellationToken cancellation = default) => ShortCommand.OutputAsync(
        "/usr/lib/rabbitmq/bin/rabbitmqctl", ["-q", "set_vm_memory_high_watermark", on ? "0.0000001" : "0.4"], environment: Surroundings(MustBeOurs()), cancellation: cancellation);

    protected override ChildProcess Begin(TempFolder ours)
    {
        epmd ??= ChildProcess.Start(new ChildStart("epmd", "-port", $"{epmdPort}", "-address", "127.0.0.1") { LogFile = ours.File("epmd.log") });
        return ChildProcess.Start(new ChildStart(program) { LogFile = ours.File("rabbitmq.log"), Environment = Surroundings(ours), Folder = ours.Path });
    }

    protected override async Task AnswersAsync(ChildProcess begun, CancellationToken cancellation)
    {
        var factory = new ConnectionFactory { Uri = new Uri(Uri), AutomaticRecoveryEnabled = false };
        using var client = ManagementClient();
        await Ready.WaitAsync("RabbitMQ", begun, startLimit, async token =>
        {
            await using var connection = await factory.CreateConnectionAsync(token);
            using var answer = await client.GetAsync("api/vhosts", token);
            return answer.IsSuccessStatusCode;
        }, cancellation);
    }

    protected override ValueTask ReleaseAsync() => epmd?.DisposeAsync() ?? ValueTask.CompletedTask;

    async Task WriteSettingsAsync(CancellationToken cancellation)
    {
        var (folder, managementPort) = (MustBeOurs(), new Uri(Management).Port);
        await File.WriteAllTextAsync(folder.File("rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{amqpPort}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {managementPort}
            disk_free_limit.absolute = 50MB
            log.file = false
            log.console = true
            log.console.level = warning

            """, cancellation);
        await File.WriteAllTextAsync(folder.File("enabled_plugins"), "[rabbitmq_management].\n", cancellation);
        await File.WriteAllTextAsync(folder.File("rabbitmq-env.conf"), "", cancellation);
        // Names are looked up in this file alone: no helper process for DNS, which would be left behind by a kill -9.
        await File.WriteAllTextAsync(folder.File("inetrc"),
            "{host, {127,0,0,1}, [\"localhost\"]}.\n{lookup, [file]}.\n", cancellation);
    }

    Dictionary<string, string?> Surroundings(TempFolder folder) => new()
    {
        ["HOME"] = folder.Path,                                 // the Erlang cookie lies there
        ["ERL_EPMD_PORT"] = $"{epmdPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_INETRC"] = folder.File("inetrc"),
        ["RABBITMQ_NODENAME"] = $"sasuai{amqpPort}@localhost",
        ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
        ["RABBITMQ_CONF_ENV_FILE"] = folder.File("rabbitmq-env.conf"),
        ["RABBITMQ_CONFIG_FILE"] = folder.File("rabbitmq"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder.File("enabled_plugins"),
        ["RABBITMQ_MNESIA_BASE"] = folder.File("mnesia"),
        ["RABBITMQ_LOG_BASE"] = folder.File("log"),
        ["RABBITMQ_PID_FILE"] = folder.File("pid"),
        // The start script then becomes the broker instead of waiting beside it, so a signal reaches the broker itself.
        ["RABBITMQ_ALLOW_INPUT"] = "1",
        // No busy waiting on a small machine; no port open to the network.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
            "-noinput +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
    };

    HttpClient ManagementClient()
    {
        var user = System.Uri.UnescapeDataString(new Uri(Uri).UserInfo);
        var client = new HttpClient { BaseAddress = new Uri(Management), Timeout = TimeSpan.FromSeconds(10) };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
        return client;
    }
}
