using System.Text.Json;
using RabbitMQ.Client;
using Sasuai.Dev;
using Sasuai.Functions.Notifications;
using Sasuai.Messages;

namespace Sasuai.Tests.Notifications;

public sealed class TopologyTests(TestServers servers)
{
    [Fact]
    public void The_definitions_file_of_the_deployment_says_what_the_program_declares()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "docker", "rabbitmq-definitions.json")));
        var root = file.RootElement;

        Lines(root, "exchanges", each => $"{each.GetProperty("name")} {each.GetProperty("type")} {each.GetProperty("durable")}")
            .ShouldBe(Topology.Exchanges.Select(each => $"{each.Key} {each.Value} True"), ignoreOrder: true);
        Lines(root, "queues", each => $"{each.GetProperty("name")} {each.GetProperty("durable")} {Sorted(each.GetProperty("arguments").EnumerateObject().Select(argument => $"{argument.Name}={argument.Value}"))}")
            .ShouldBe(Topology.Queues.Select(each => $"{each.Name} True {Sorted(each.Arguments.Select(argument => FormattableString.Invariant($"{argument.Key}={argument.Value}")))}"), ignoreOrder: true);
        Lines(root, "bindings", each => $"{each.GetProperty("source")} {each.GetProperty("routing_key")} {each.GetProperty("destination")}")
            .ShouldBe(Topology.Bindings.Select(each => $"{each.Exchange} {each.RoutingKey} {each.Queue}"), ignoreOrder: true);
    }

    [Fact]
    public async Task Declaring_it_twice_changes_nothing()
    {
        await using var connection = await ConnectAsync(await servers.NewVirtualHostAsync());

        await Topology.DeclareAsync(connection, TestContext.Current.CancellationToken);
        await Topology.DeclareAsync(connection, TestContext.Current.CancellationToken);

        await using var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        foreach (var queue in Topology.Queues)
            (await channel.QueueDeclarePassiveAsync(queue.Name, TestContext.Current.CancellationToken)).MessageCount.ShouldBe(0u);
    }

    [Fact]
    public async Task A_queue_of_ours_with_other_settings_is_said_aloud_by_its_name()
    {
        await using var connection = await ConnectAsync(await servers.NewVirtualHostAsync());
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken))
            await channel.QueueDeclareAsync(QueueNames.notifyWhatsApp, durable: true, exclusive: false, autoDelete: false, cancellationToken: TestContext.Current.CancellationToken);

        var fault = await Should.ThrowAsync<TopologyFault>(() => Topology.DeclareAsync(connection, TestContext.Current.CancellationToken));

        fault.Message.ShouldContain(QueueNames.notifyWhatsApp);
    }

    static Task<IConnection> ConnectAsync(string rabbit) =>
        new ConnectionFactory { Uri = new Uri(rabbit) }.CreateConnectionAsync(TestContext.Current.CancellationToken);

    static List<string> Lines(JsonElement root, string name, Func<JsonElement, string> line) => [.. root.GetProperty(name).EnumerateArray().Select(line)];

    static string Sorted(IEnumerable<string> words) => string.Join(' ', words.Order(StringComparer.Ordinal));
}
