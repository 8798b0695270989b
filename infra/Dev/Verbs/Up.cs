namespace Sasuai.Dev;

/// <summary>`up`: a house in the foreground until Ctrl+C.</summary>
static class Up
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(Words words, CancellationToken cancellation)
    {
        words.End();
        if (HouseState.Find() is { } running)
            throw new ServerFault($"A house is up already at {running.Functions} (process {running.ProcessId}); `down` stops it.");
        await using var ready = await Prepare.ServersAsync(cancellation);
        await Prepare.FunctionsAsync(cancellation);
        Directory.CreateDirectory(HouseState.Folder);
        await using var house = await House.StartAsync(
            new HouseOptions { LogFolder = HouseState.Folder, Say = Say.Line, SayMessage = Say.Line }, cancellation);
        HouseState.Of(house).Write();
        try
        {
            Say.Line($"functions  {house.Functions.Address}");
            Say.Line($"WhatsApp   {house.Gateway.Address} (only pretends)");
            Say.Line($"logs       {HouseState.Folder}");
            Say.Line("Ctrl+C stops everything.");
            return await WatchAsync(house, cancellation);
        }
        finally
        {
            HouseState.Forget();
            Say.Line("stopping");
        }
    }

    static async Task<int> WatchAsync(House house, CancellationToken cancellation)
    {
        try
        {
            while (house.Functions.IsRunning)
                await Task.Delay(look, cancellation);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        throw new ServerFault($"The functions ended by themselves:\n{house.Functions.LastLines()}");
    }
}
