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

    readonly TimeProvider clock = TimeProvider.System;

    public string Name => $"{host}:{port}";

    public async Task<PrintOutcome> Print(byte[] bytes)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (await Connect(socket) is { } away) return PrintOutcome.NotThere(away);
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

    public async Task<PrinterSigns?> Ask()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (await Connect(socket) is not null) return PrinterSigns.Away;
        using var patience = new CancellationTokenSource(PrinterInquiry.patience);
        var one = new byte[1];
        try
        {
            await socket.SendAsync(PrinterInquiry.Questions, patience.Token);
            return await PrinterInquiry.Answer(async () => await socket.ReceiveAsync(one, patience.Token) == 1 ? one[0] : throw new OperationCanceledException(), clock);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    async Task<string?> Connect(Socket socket)
    {
        try
        {
            using var patience = new CancellationTokenSource(connectTimeout);
            await socket.ConnectAsync(host, port, patience.Token);
            return null;
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return fault is SocketException ? fault.Message : $"{Name} does not answer";
        }
    }

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
