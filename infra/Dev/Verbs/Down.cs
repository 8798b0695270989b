namespace Sasuai.Dev;

/// <summary>`down`: tells the running house to stop and waits until it has.</summary>
static class Down
{
    static readonly TimeSpan limit = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(Words words, CancellationToken cancellation)
    {
        words.End();
        if (HouseState.Find() is not { } house)
        {
            Say.Line("No house is up.");
            return 0;
        }
        _ = ChildProcess.Signal(house.ProcessId, ChildProcess.SIGTERM);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(limit);
        try
        {
            while (ProcessTree.IsAlive(house.ProcessId))
                await Task.Delay(100, late.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ServerFault($"The house (process {house.ProcessId}) did not stop within {limit.TotalSeconds:0} s.");
        }
        Say.Line("The house is down.");
        return 0;
    }
}
