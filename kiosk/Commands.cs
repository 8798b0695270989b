using System.Text.Json;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Kiosk.Screens;
using Sasuai.Kiosk.Sync;

namespace Sasuai.Kiosk;

/// <summary>The commands of this program. Each gives the exit code: 0 done, 1 tried and failed, 2 asked wrongly.</summary>
static class Commands
{
    public const string Usage = """
        sasuai-kiosk [--data DIR] [--driver ansi|dotnet]              the till on this terminal
        sasuai-kiosk enrol --cloud URL --code CODE [--data DIR]       makes a terminal of this machine, with a code from an admin
        sasuai-kiosk status [--data DIR]                              who this terminal is and what it has not sent
        sasuai-kiosk rescue --to FILE [--data DIR]                    what was not sent, as a signed file that the office hands in to the cloud
        sasuai-kiosk lane [--data DIR]                                the till for programs: commands on standard input, JSON on standard output
        sasuai-kiosk paper …                                          shows what a printer got as readable text, or as a picture (--png FILE)
        sasuai-kiosk replay --catalogue FILE --sales FILE --cloud URL --admin EMAIL …   brings history in
        """;

    /// <summary>The till on this terminal.</summary>
    public static async Task<int> Screen(Options options)
    {
        await using var kiosk = OpenKiosk.Open(options.DataFolder, TimeProvider.System);
        kiosk.Start();
        return KioskApp.Run(kiosk, options["driver"] ?? kiosk.Settings.Driver, TimeProvider.System, CancellationToken.None);
    }

    public static async Task<int> Enrol(Options options)
    {
        var (cloud, code) = (options.Address("cloud"), options.Required("code"));
        if (Enrolment.Known(options.DataFolder) is { } known)
            return Complain($"{options.DataFolder} is enrolled already, as terminal {known.Number} of store {known.StoreCode}. Choose another --data folder for another terminal.");
        try
        {
            using var http = CloudClient.NewHttp();
            var enrolled = await Enrolment.Run(http, options.DataFolder, cloud, code, OpenKiosk.AppVersion, CancellationToken.None);
            await Console.Out.WriteLineAsync($"This is now terminal {enrolled.Number} of store {enrolled.StoreCode} (epoch {enrolled.Epoch}).");
            return 0;
        }
        catch (Exception fault) when (fault is CloudFault or HttpRequestException or TaskCanceledException or JsonException)
        {
            await Console.Error.WriteLineAsync($"enrol: {fault.Message}");
            return 1;
        }
    }

    public static async Task<int> Lane(Options options)
    {
        await using var kiosk = OpenKiosk.Open(options.DataFolder, TimeProvider.System);
        kiosk.Start();
        new LaneConsole(kiosk.Lane).Run(Console.In, Console.Out);
        return 0;
    }

    public static async Task<int> Rescue(Options options)
    {
        var path = options.Required("to");
        await using var kiosk = OpenKiosk.Open(options.DataFolder, TimeProvider.System);
        if (kiosk.Changes.Unsent.Facts == 0) return Complain("Everything was sent: there is nothing to rescue.");
        if (File.Exists(path)) return Complain($"{path} is there already; choose another name.");
        using var key = TerminalKey.OpenOrMake(options.DataFolder);
        long facts;
        await using (var file = new FileStream(path, FileMode.CreateNew))
        {
            await using (var text = new StreamWriter(file, leaveOpen: true)) facts = RescueFile.Write(kiosk.Changes, key, TimeProvider.System, text);
            // A stick is pulled out as soon as the sentence stands there.
            file.Flush(flushToDisk: true);
        }
        await Console.Out.WriteLineAsync($"{facts} facts are in {path}. The office hands it in with POST /v1/rescue; it counts once.");
        return 0;
    }

    public static async Task<int> Status(Options options)
    {
        await using var kiosk = OpenKiosk.Open(options.DataFolder, TimeProvider.System);
        var (state, unsent) = (kiosk.Lane.State, kiosk.Changes.Unsent);
        var pulled = kiosk.Database.Read(Cursors.Newest);
        await Console.Out.WriteLineAsync($"""
            terminal   {kiosk.Terminal.StoreCode}-{kiosk.Terminal.Number:00}, epoch {kiosk.Terminal.Epoch}, cloud {kiosk.Settings.CloudUrl ?? kiosk.Terminal.Cloud}
            store      {state.Store?.Name ?? "not received yet"}
            till       {(state.Till is { } till ? $"open since {till.OpenedAt:yyyy-MM-dd HH:mm} UTC, business date {till.BusinessDate:yyyy-MM-dd}, {till.Sales} sales" : "closed")}
            basket     {state.Basket.Lines.Count} lines
            not sent   {unsent.Facts} facts, {unsent.Amount.Grouped(state.Store?.Decimals ?? 0)}
            pulled     {(pulled is { } at ? $"{at:yyyy-MM-dd HH:mm:ss} UTC" : "never")}
            printer    {kiosk.Settings.Printer}: {kiosk.Printing.Status}
            """);
        return 0;
    }

    public static int Complain(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 2;
    }
}
