namespace Sasuai.Dev;

/// <summary>`fake-whatsapp`: the gateway alone, until Ctrl+C.</summary>
static class FakeGateway
{
    public static async Task<int> RunAsync(Words words, CancellationToken cancellation)
    {
        var port = words.Number("--port", 1, 65_535) ?? 0;
        var key = words.Option("--key") ?? "test-key";
        var log = words.Option("--log") is { } named ? Path.GetFullPath(named) : null;
        words.End();
        if (log is not null && !Directory.Exists(Path.GetDirectoryName(log)))
            throw new UsageFault($"--log: there is no folder {Path.GetDirectoryName(log)}.");
        await using var gateway = await FakeWhatsApp.StartAsync(key, port, log, Say.Line);
        Say.Line($"A WhatsApp gateway that only pretends listens on {gateway.Address}; Ctrl+C stops it.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how this verb ends.
        }
        return 0;
    }
}
