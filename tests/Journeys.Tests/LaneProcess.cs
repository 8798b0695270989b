using System.Diagnostics;
using System.Text.Json;
using Sasuai.Dev;

namespace Sasuai.Tests;

/// <summary>One till as a process of its own: the shipped kiosk without a screen, which may be killed and switched on again.</summary>
sealed class LaneProcess(string folder) : IAsyncDisposable
{
    static readonly TimeSpan limit = TimeSpan.FromSeconds(90);

    Process? kiosk;

    public string Folder => folder;

    public void SwitchOn() => kiosk = Process.Start(new ProcessStartInfo("dotnet", [Repository.KioskProgram, "lane", "--data", folder])
    {
        UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["SASUAI_POLL_SECONDS"] = "1" },
    });

    /// <summary>One command and its answer; null when the process died over it.</summary>
    public async Task<JsonElement?> AskAsync(string command)
    {
        if (kiosk is not { } running) return null;
        try
        {
            await running.StandardInput.WriteLineAsync(command);
            await running.StandardInput.FlushAsync();
            return await running.StandardOutput.ReadLineAsync().WaitAsync(limit) is { } line ? JsonDocument.Parse(line).RootElement : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public async Task<JsonElement> MustAsync(string command) => await AskAsync(command) is { } answer && answer.GetProperty("ok").GetBoolean() ? answer
        : throw new InvalidOperationException($"{folder}: {command} was not done.");

    /// <summary>Until the store's own data has come.</summary>
    public async Task SignInAsync(SeededStaff person) =>
        await Patience.WaitAsync(async () => (await AskAsync($"signin {person.Number} {person.Pin}"))?.GetProperty("ok").GetBoolean() == true, limit, () => $"{folder} lets nobody sign in");

    /// <summary>Until every one of these codes has its price.</summary>
    public async Task KnowsAsync(IEnumerable<string> barcodes)
    {
        foreach (var barcode in barcodes)
            await Patience.WaitAsync(async () => (await MustAsync($"search {barcode}")).GetProperty("found") is var found && found.GetArrayLength() > 0 && found[0].TryGetProperty("price", out _), limit, () => $"{folder} does not know {barcode}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (kiosk is null) return;
        kiosk.Kill();
        await kiosk.WaitForExitAsync();
        kiosk.Dispose();
        kiosk = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();
}
