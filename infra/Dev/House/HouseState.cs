using System.Diagnostics;
using System.Text.Json;

namespace Sasuai.Dev;

/// <summary>Where a running house is found by the other verbs: artifacts/dev/state.json, readable by its owner only.</summary>
public sealed record HouseState(
    int ProcessId, DateTime ProcessStart, string Functions, string Gateway, string Postgres, string PostgresAdmin,
    string RabbitMq, string RabbitManagement, string Storage, string BlastifyKey, string LogFolder)
{
    static readonly JsonSerializerOptions readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Folder => Path.Combine(Repository.Artifacts, "dev");

    static string File => Path.Combine(Folder, "state.json");

    /// <summary>The house that runs now, or null; what a killed one left behind is not believed.</summary>
    public static HouseState? Find()
    {
        try
        {
            var state = JsonSerializer.Deserialize<HouseState>(System.IO.File.ReadAllText(File), readable);
            return state is not null && state.IsAlive() ? state : null;
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return null;
        }
    }

    /// <exception cref="ServerFault">None runs; with the remedy.</exception>
    public static HouseState MustFind() =>
        Find() ?? throw new ServerFault("No house is up. Start one in another terminal: dotnet run infra/dev.cs -- up");

    public static HouseState Of(House house)
    {
        using var ourselves = Process.GetCurrentProcess();
        return new HouseState(
            ourselves.Id, ourselves.StartTime.ToUniversalTime(), house.Functions.Address, house.Gateway.Address,
            house.Settings.Postgres, house.Servers.Postgres.AdminConnection, house.Settings.RabbitMq, house.Servers.Rabbit.Management,
            house.Settings.Storage, house.Settings.BlastifyKey, Folder);
    }

    /// <summary>What the functions' own program needs for one of its verbs.</summary>
    public FunctionsSettings Settings => new(Postgres, RabbitMq, Storage, Gateway) { BlastifyKey = BlastifyKey };

    public void Write()
    {
        Directory.CreateDirectory(Folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(File, options);
        JsonSerializer.Serialize(stream, this, readable);
    }

    public static void Forget() => System.IO.File.Delete(File);

    bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            // The number alone could by now be somebody else's.
            return ProcessTree.IsAlive(ProcessId) && (process.StartTime.ToUniversalTime() - ProcessStart).Duration() < TimeSpan.FromSeconds(1);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
