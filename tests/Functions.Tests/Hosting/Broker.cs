using System.Text;
using RabbitMQ.Client;

namespace Sasuai.Tests.Hosting;

/// <summary>A virtual host with the queues of these tests: take, record and fail, which dead-letter to parked.</summary>
public sealed class Broker : IAsyncDisposable
{
    readonly IConnection connection;
    readonly IChannel channel;

    Broker(IConnection connection, IChannel channel)
    {
        this.connection = connection;
        this.channel = channel;
    }

    public static async Task<Broker> OpenAsync(string address)
    {
        var opened = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync(TestContext.Current.CancellationToken);
        var made = await opened.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await made.QueueDeclareAsync("parked", durable: true, exclusive: false, autoDelete: false);
        foreach (var queue in new[] { "take", "record", "fail" })
            await made.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum", ["x-dead-letter-exchange"] = "", ["x-dead-letter-routing-key"] = "parked",
            });
        return new Broker(opened, made);
    }

    public async Task PublishAsync(string queue, string text) =>
        await channel.BasicPublishAsync(
            exchange: "", queue, mandatory: true, new BasicProperties { Persistent = true, MessageId = text }, Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    public Task<uint> CountAsync(string queue) => channel.MessageCountAsync(queue, TestContext.Current.CancellationToken);

    public Task<BasicGetResult?> GetAsync(string queue) => channel.BasicGetAsync(queue, autoAck: true, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
