using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Notifications.Gateways;

namespace Sasuai.Tests.Notifications;

/// <summary>What really goes over the wire: one request for one call, whatever the server does with the connection.</summary>
public sealed class OnTheWireTests
{
    const string number = "6281234567890";

    [Fact, Trait("Fault", "F13")]
    public async Task A_server_that_reads_the_request_and_hangs_up_sees_it_once_also_after_a_good_one()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ended = new CancellationTokenSource();
        var requests = 0;
        var serving = ServeAsync(listener, () => Interlocked.Increment(ref requests) == 1, ended.Token);
        using var gateway = Gateway(((IPEndPoint)listener.LocalEndpoint).Port);

        // The first answer keeps its connection open, so that a pool would use it again.
        var first = await gateway.SendAsync(Text("satu"), "key", TestContext.Current.CancellationToken);
        var second = await gateway.SendAsync(Text("dua"), "key", TestContext.Current.CancellationToken);

        first.ShouldBeOfType<WhatsAppOutcome.Accepted>();
        second.ShouldBeOfType<WhatsAppOutcome.Unknown>();
        requests.ShouldBe(2);
        await ended.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        using var gateway = Gateway(Dev.FreePort.Next());

        var outcome = await gateway.SendAsync(Text("satu"), "key", TestContext.Current.CancellationToken);

        outcome.ShouldBeOfType<WhatsAppOutcome.NotSent>();
    }

    [Fact]
    public async Task A_key_that_no_header_can_carry_is_a_fault_of_the_key_and_is_not_repeated()
    {
        using var gateway = Gateway(1);

        var outcome = await gateway.SendAsync(Text("satu"), "broken\nkey", TestContext.Current.CancellationToken);

        outcome.ShouldBeOfType<WhatsAppOutcome.KeyFault>();
        outcome.ToString().ShouldNotContain("broken");
    }

    static OutgoingText Text(string text) => new(PhoneNumber.Read(number).Value, text, "REF", "tier-reached", "id", []);

    static Blastify Gateway(int port) => new(
        MessageSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["RabbitMq"] = "amqp://127.0.0.1/", ["BlastifyUrl"] = $"http://127.0.0.1:{port}", ["WhatsAppTimeout"] = "3",
        }).Build()), TimeProvider.System);

    static async Task ServeAsync(TcpListener listener, Func<bool> answers, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(ended);
                await AnswerAsync(client, answers, ended);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException)
            {
                // The test ends, or the caller hung up.
            }
        }
    }

    static async Task AnswerAsync(TcpClient client, Func<bool> answers, CancellationToken ended)
    {
        var stream = client.GetStream();
        var read = new StringBuilder();
        var buffer = new byte[4096];
        while (!read.ToString().EndsWith('}') && await stream.ReadAsync(buffer, ended) is > 0 and var count)
            read.Append(Encoding.UTF8.GetString(buffer, 0, count));
        if (read.Length > 0 && answers())
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":true}"u8.ToArray(), ended);
    }
}
