using System.Net.Sockets;

namespace Sasuai.Kiosk.Devices;

/// <summary>A printer on the network that takes raw bytes, usually on TCP port 9100; one connection for each job.</summary>
public sealed class NetworkPrinter(string host, int port = NetworkPrinter.RawPort) : IReceiptPrinter
{
    /// <summary>The port that printers listen on for raw bytes.</summary>
    public const int RawPort = 9100;

    static readonly TimeSpan connectTimeout = TimeSpan.FromSeconds(3);
    static readonly TimeSpan sendTimeout = TimeSpan.FromSeconds(10);
    static readonly TimeSpan farewellTimeout = TimeSpan.FromSeconds(1);

    public string Name => $"{host}:{port}";

    public async Task<PrintOutcome> Print(byte[] bytes)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = new CancellationTokenSource(connectTimeout);
            await socket.ConnectAsync(host, port, patience.Token);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return PrintOutcome.NotThere(fault is SocketException ? fault.Message : $"{Name} does not answer");
        }
        try
        {
            using var patience = new CancellationTokenSource(sendTimeout);
            for (var sent = 0; sent < bytes.Length;)
                sent += await socket.SendAsync(bytes.AsMemory(sent), patience.Token);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return PrintOutcome.MaybePrinted(fault is SocketException ? fault.Message : $"{Name} stopped taking the receipt");
        }
        return await Farewell(socket);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A printer that closes after us has taken everything; one that keeps the line open, as many do, is believed; a reset means loss.</summary>
    async Task<PrintOutcome> Farewell(Socket socket)
    {
        var answer = new byte[64];
        try
        {
            using var patience = new CancellationTokenSource(farewellTimeout);
            while (await socket.ReceiveAsync(answer, patience.Token) > 0)
            {
                // Status bytes that nobody asked for.
            }
        }
        catch (OperationCanceledException)
        {
            return PrintOutcome.Printed;
        }
        catch (SocketException fault)
        {
            return PrintOutcome.MaybePrinted($"{Name} broke off: {fault.Message}");
        }
        return PrintOutcome.Printed;
    }
}
