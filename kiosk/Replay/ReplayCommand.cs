using System.Text.Json;
using Sasuai.Kiosk.Sync;

namespace Sasuai.Kiosk.Replay;

/// <summary>
/// `replay`: brings a chain's history in through the real lane and the real sync, for migration and for load. See <see cref="CatalogueCsv"/> and
/// <see cref="SalesCsv"/> for the files. A second run of the same files changes nothing.
/// </summary>
public static class ReplayCommand
{
    public static readonly string[] OptionNames =
        ["catalogue", "sales", "stores", "terminals", "cloud", "admin", "password", "data", "rejects", "currency", "decimals", "time-zone"];

    const int storesMax = 99, terminalsMax = 99, decimalsMax = 4;

    /// <returns>0 when the reports hold exactly what the files say, 1 when not, or when the cloud could not be reached.</returns>
    public static async Task<int> Run(Options options, TextWriter output, TextWriter complaints)
    {
        ArgumentNullException.ThrowIfNull(options);
        var plan = Plan(options);
        Directory.CreateDirectory(plan.DataFolder);
        try
        {
            using var rejects = new Rejects(plan.RejectsPath);
            using var http = CloudClient.NewHttp();
            await using var run = new ReplayRun(plan, http, rejects, output);
            return await run.Run() ? 0 : 1;
        }
        catch (Exception fault) when (fault is BadFile or CloudFault or HttpRequestException or TaskCanceledException or JsonException or IOException)
        {
            await complaints.WriteLineAsync($"replay: {fault.Message}");
            return fault is BadFile ? 2 : 1;
        }
    }

    static ReplayPlan Plan(Options options)
    {
        var folder = options["data"] ?? Path.Combine(options.DataFolder, "replay");
        var zone = options["time-zone"] ?? "Asia/Jakarta";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)) throw new BadOption($"--time-zone is '{zone}'; it must be an IANA name such as Asia/Jakarta.");
        var spread = options["stores"] is null && options["terminals"] is null ? null
            : new Spread(options.Whole("stores", 1, 1, storesMax), options.Whole("terminals", 1, 1, terminalsMax));
        return new(options.Required("catalogue"), options.Required("sales"), spread, options.Address("cloud"), options.Required("admin"),
            options["password"] ?? Environment.GetEnvironmentVariable("SASUAI_ADMIN_PASSWORD") ?? throw new BadOption("--password is missing, and SASUAI_ADMIN_PASSWORD is not set."),
            folder, options["rejects"] ?? Path.Combine(folder, "rejects.csv"), options["currency"] ?? "IDR", options.Whole("decimals", 0, 0, decimalsMax), found);
    }
}

/// <summary>What a replay is asked to do.</summary>
/// <param name="DataFolder">Holds each terminal's own data folder, so that a run that was stopped goes on where it was.</param>
/// <param name="Zone">The clock of the stores.</param>
public sealed record ReplayPlan(
    string Catalogue, string Sales, Spread? Spread, Uri Cloud, string Admin, string Password, string DataFolder, string RejectsPath,
    string Currency, int Decimals, TimeZoneInfo Zone);
