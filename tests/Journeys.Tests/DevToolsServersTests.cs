using Azure.Storage.Queues;
using Npgsql;
using RabbitMQ.Client;
using Sasuai.Dev;

namespace Sasuai.Tests;

public sealed class DevToolsServersTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_three_servers_start_together_serve_and_leave_nothing_behind()
    {
        var servers = await Servers.StartAsync(syncToDisk: false, cancellation: Cancellation);
        string[] folders;
        int[] processes;
        await using (servers)
        {
            folders = [.. new[] { servers.Postgres.Folder, servers.Rabbit.Folder, servers.Storage.Folder }.OfType<string>()];
            processes = [.. new[] { servers.Postgres.ProcessId, servers.Rabbit.ProcessId, servers.Storage.ProcessId }
                .OfType<int>().SelectMany(ProcessTree.Of)];

            (await Ask(await servers.Postgres.CreateDatabaseAsync("shop", cancellation: Cancellation), "select 1")).ShouldBe(1);
            (await new QueueClient(await servers.Storage.NewAccountAsync(Cancellation), "apply")
                .CreateIfNotExistsAsync(cancellationToken: Cancellation)).ShouldNotBeNull();
            await DeclareAsync(await servers.Rabbit.CreateVirtualHostAsync("shop", Cancellation), "stream");
        }

        folders.ShouldAllBe(folder => !Directory.Exists(folder));
        processes.ShouldAllBe(process => !ProcessTree.IsAlive(process));
        folders.SelectMany(ProcessTree.Mentioning).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_product_is_no_superuser_but_owns_its_database()
    {
        await using var postgres = await PostgresServer.StartAsync(syncToDisk: false, Cancellation);

        var shop = await postgres.CreateDatabaseAsync("shop", cancellation: Cancellation);

        (await Ask(shop, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")).ShouldBe(false);
        (await Ask(shop, "select pg_get_userbyid(datdba) from pg_database where datname = 'shop'")).ShouldBe("sasuai");
        (await Ask(shop, "create table t(a int); insert into t values (7); select a from t")).ShouldBe(7);
        (await Ask(await postgres.CreateDatabaseAsync("copy", "shop", Cancellation), "select a from t")).ShouldBe(7);
    }

    [Fact]
    public async Task PostgreSQL_killed_at_work_comes_back_on_its_port_with_what_was_committed()
    {
        await using var postgres = await PostgresServer.StartAsync(cancellation: Cancellation);
        var shop = await postgres.CreateDatabaseAsync("shop", cancellation: Cancellation);
        await Ask(shop, "create table t(a int); insert into t values (7)");

        await postgres.KillAsync();
        await Should.ThrowAsync<NpgsqlException>(() => Ask(shop, "select 1"));
        await postgres.StartAgainAsync(Cancellation);

        (await Ask(shop, "select a from t")).ShouldBe(7);
        await postgres.RestartAsync(Cancellation);
        (await Ask(shop, "select a from t")).ShouldBe(7);
    }

    [Fact]
    public async Task RabbitMQ_killed_comes_back_on_its_port_with_its_confirmed_messages()
    {
        await using var rabbit = await RabbitServer.StartAsync(Cancellation);
        var shop = await rabbit.CreateVirtualHostAsync("shop", Cancellation);
        await DeclareAsync(shop, "quorum");
        await PublishAsync(shop, "tier reached");
        // The broker writes down that a quorum queue exists half a second after it said so; a kill before that loses the queue.
        await Task.Delay(1_500, Cancellation);

        await rabbit.KillAsync();
        await rabbit.StartAgainAsync(Cancellation);

        (await TakeAsync(shop)).ShouldBe("tier reached");
    }

    [Fact]
    public async Task Azurite_stopped_and_started_keeps_its_queues_and_gives_an_account_once()
    {
        await using var storage = await AzuriteServer.StartAsync(Cancellation);
        var account = await storage.NewAccountAsync(Cancellation);
        await new QueueClient(account, "apply").CreateAsync(cancellationToken: Cancellation);
        await new QueueClient(account, "apply").SendMessageAsync("store 1", Cancellation);

        await storage.RestartAsync(Cancellation);

        (await new QueueClient(account, "apply").ReceiveMessageAsync(cancellationToken: Cancellation)).Value.MessageText.ShouldBe("store 1");
        (await storage.NewAccountAsync(Cancellation)).ShouldNotBe(account);
    }

    [Fact]
    public async Task A_server_named_in_the_environment_is_not_ours_to_kill()
    {
        await using var ours = await PostgresServer.StartAsync(syncToDisk: false, Cancellation);

        await using var named = await PostgresServer.AtAsync(ours.AdminConnection, Cancellation);

        (await Ask(await named.CreateDatabaseAsync("shop", cancellation: Cancellation), "select 1")).ShouldBe(1);
        (await Should.ThrowAsync<InvalidOperationException>(named.KillAsync)).Message.ShouldContain("not ours");
    }

    [Fact]
    public async Task A_child_whose_starter_is_killed_dies_with_it()
    {
        using var folder = TempFolder.Create("orphan");
        var marker = $"sleep 4{Environment.ProcessId}";
        // The middle shell starts the child by the very words that ChildProcess uses, then is killed.
        await using var starter = ChildProcess.Start(new ChildStart("sh", "-c", $"setsid setpriv --pdeathsig KILL -- {marker} & wait")
        {
            LogFile = folder.File("log"),
        });
        while (!ProcessTree.Mentioning(marker).Any(IsSleep))
            await Task.Delay(20, Cancellation);
        var child = ProcessTree.Mentioning(marker).Single(IsSleep);

        using (var starterItself = System.Diagnostics.Process.GetProcessById(starter.Id))
            starterItself.Kill();

        while (ProcessTree.IsAlive(child))
            await Task.Delay(20, Cancellation);
    }

    static bool IsSleep(int process) => File.ReadAllText($"/proc/{process}/comm").Trim() == "sleep";

    static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    static async Task DeclareAsync(string uri, string type)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await channel.QueueDeclareAsync("q", durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = type }, cancellationToken: Cancellation);
    }

    static async Task PublishAsync(string uri, string text)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), Cancellation);
        await channel.BasicPublishAsync("", "q", mandatory: true, new BasicProperties { Persistent = true },
            System.Text.Encoding.UTF8.GetBytes(text), Cancellation);
    }

    static async Task<string?> TakeAsync(string uri)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(uri) }.CreateConnectionAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        while (true)
        {
            // A quorum queue has its leader a moment after the broker answers.
            if (await channel.BasicGetAsync("q", autoAck: true, Cancellation) is { } message)
                return System.Text.Encoding.UTF8.GetString(message.Body.Span);
            await Task.Delay(50, Cancellation);
        }
    }
}
