using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Sasuai.Dev;

/// <summary>
/// A PostgreSQL server: our own (Debian's binaries, a fresh data folder, 127.0.0.1), or one named by an admin connection string.
/// The product connects as role <c>sasuai</c>, which is no superuser, so row-level security holds for it.
/// </summary>
public sealed class PostgresServer : OwnServer
{
    public const string Role = "sasuai";

    const string serviceUser = "postgres";
    static readonly TimeSpan startLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan stopLimit = TimeSpan.FromSeconds(15);

    readonly string? binaries;
    readonly int port;
    readonly bool syncToDisk;

    // SIGINT is its fast shutdown: connections are cut, committed work is written.
    PostgresServer(TempFolder? folder, string adminConnection)
        : base("PostgreSQL", folder, PosixSignal.SIGINT, stopLimit) => AdminConnection = adminConnection;

    PostgresServer(string binaries, TempFolder folder, int port, bool syncToDisk, string adminConnection)
        : this(folder, adminConnection)
    {
        this.binaries = binaries;
        this.port = port;
        this.syncToDisk = syncToDisk;
    }

    /// <summary>Connects as superuser to database postgres; for the tools, never for the product.</summary>
    public string AdminConnection { get; }

    /// <param name="syncToDisk">False turns fsync off: faster, and a power cut may lose committed work.</param>
    public static async Task<PostgresServer> StartAsync(bool syncToDisk = true, CancellationToken cancellation = default)
    {
        var found = FindBinaries() ?? throw new ServerFault(
            "PostgreSQL's server binaries are missing: apt-get install postgresql (or: dotnet run infra/dev.cs -- doctor).");
        var free = FreePort.Next();
        var password = RandomNumberGenerator.GetHexString(32);
        var admin = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = free, Username = serviceUser, Password = password, Database = "postgres",
            Pooling = false, Timeout = 5,
        };
        var made = new PostgresServer(found, TempFolder.Create("postgres"), free, syncToDisk, admin.ConnectionString);
        try
        {
            await made.InitialiseAsync(password, cancellation);
            await made.StartAgainAsync(cancellation);
            await made.EnsureRoleAsync(cancellation);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server that somebody else runs.</summary>
    public static async Task<PostgresServer> AtAsync(string adminConnection, CancellationToken cancellation = default)
    {
        var named = new PostgresServer(null, adminConnection);
        await named.EnsureRoleAsync(cancellation);
        return named;
    }

    /// <summary>The newest version's folder of server binaries under /usr/lib/postgresql; null when there is none.</summary>
    public static string? FindBinaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault()
            : null;

    /// <summary>Makes an empty database owned by role sasuai, dropping an earlier one of that name; the answer is its connection string.</summary>
    /// <param name="template">A database to copy, for instance a migrated one; nobody may be connected to it.</param>
    public async Task<string> CreateDatabaseAsync(string name, string? template = null, CancellationToken cancellation = default)
    {
        await DropDatabaseAsync(name, cancellation);
        await using var admin = await ConnectAsync(cancellation);
        var copied = template is null ? "" : $" template {Quoted(template)}";
        await ExecuteAsync(admin, $"create database {Quoted(name)} owner {Role}{copied}", cancellation);
        return ConnectionTo(name);
    }

    public async Task DropDatabaseAsync(string name, CancellationToken cancellation = default)
    {
        await using var admin = await ConnectAsync(cancellation);
        await ExecuteAsync(admin, $"drop database if exists {Quoted(name)} with (force)", cancellation);
    }

    /// <summary>How role sasuai reaches a database.</summary>
    public string ConnectionTo(string database)
    {
        var admin = new NpgsqlConnectionStringBuilder(AdminConnection);
        return new NpgsqlConnectionStringBuilder
        {
            Host = admin.Host, Port = admin.Port, Username = Role, Password = RolePassword(), Database = database,
        }.ConnectionString;
    }

    protected override ChildProcess Begin(TempFolder ours) => ChildProcess.Start(new ChildStart(
        Path.Combine(binaries!, "postgres"),
        [
            "-D", ours.File("data"), "-h", "127.0.0.1", "-p", $"{port}",
            .. Setting("unix_socket_directories", ""), .. Setting("fsync", syncToDisk ? "on" : "off"),
            .. Setting("full_page_writes", syncToDisk ? "on" : "off"),
            .. Setting("max_connections", "200"), .. Setting("shared_buffers", "96MB"),
            .. Setting("wal_level", "minimal"), .. Setting("max_wal_senders", "0"),
            .. Setting("timezone", "UTC"), .. Setting("log_timezone", "UTC"),
            .. Setting("log_line_prefix", "%m [%p] %d "),
        ])
    {
        LogFile = ours.File("postgres.log"), User = UserToRunAs, DeathSignal = "QUIT",
    });

    protected override Task AnswersAsync(ChildProcess begun, CancellationToken cancellation) =>
        Ready.WaitAsync("PostgreSQL", begun, startLimit, async token =>
        {
            await using var admin = await ConnectAsync(token);
            return true;
        }, cancellation);

    static string? UserToRunAs => Environment.IsPrivilegedProcess ? serviceUser : null;

    async Task InitialiseAsync(string password, CancellationToken cancellation)
    {
        var folder = MustBeOurs();
        var passwordFile = folder.File("password");
        await File.WriteAllTextAsync(passwordFile, password, cancellation);
        if (UserToRunAs is { } user)
            await RunAsync(new ChildStart("chown", "-R", $"{user}:", folder.Path) { LogFile = "/dev/null" }, cancellation);
        await RunAsync(new ChildStart(
            Path.Combine(binaries!, "initdb"), "-D", folder.File("data"), "-U", serviceUser, "-E", "UTF8", "--locale=C.UTF-8",
            "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--no-sync")
        {
            LogFile = folder.File("postgres.log"), User = UserToRunAs, Folder = folder.Path,
        }, cancellation);
        File.Delete(passwordFile);
    }

    static async Task RunAsync(ChildStart start, CancellationToken cancellation)
    {
        await using var child = ChildProcess.Start(start);
        if (await child.WaitAsync(cancellation) is not 0 and var code)
            throw new ServerFault($"{start.Program} failed with code {code}:\n{child.LastLines()}");
    }

    static string[] Setting(string name, string value) => ["-c", $"{name}={value}"];

    async Task EnsureRoleAsync(CancellationToken cancellation)
    {
        await using var admin = await ConnectAsync(cancellation);
        // Several test processes may come at once to a server named in the environment.
        await ExecuteAsync(admin, "select pg_advisory_lock(7215431)", cancellation);
        await using var ask = new NpgsqlCommand("select 1 from pg_roles where rolname = $1", admin)
        {
            Parameters = { new() { Value = Role } },
        };
        var verb = await ask.ExecuteScalarAsync(cancellation) is null ? "create" : "alter";
        await ExecuteAsync(admin,
            $"{verb} role {Role} login createdb nosuperuser nobypassrls password '{RolePassword()}'", cancellation);
    }

    // Made from the admin's, so that every process that knows the admin knows it, and nobody else.
    string RolePassword()
    {
        var secret = new NpgsqlConnectionStringBuilder(AdminConnection).Password ?? "";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Role}:{secret}")))[..32];
    }

    async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(AdminConnection);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // A name of a database or role cannot be a parameter; it is quoted.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
    }

    static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
