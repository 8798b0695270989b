using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sasuai.Dev;

/// <summary>
/// A cashier who works the real kiosk in a real terminal: types, scans as a gun does, and reads the screen. The screens speak Indonesian, as
/// the seeded stores do.
/// </summary>
public sealed partial class TillRobot : IAsyncDisposable
{
    static readonly TimeSpan startLimit = TimeSpan.FromSeconds(30);
    readonly string folder;
    TimeSpan shift;

    TillRobot(string folder, TimeSpan shift, PseudoTerminal terminal) => (this.folder, this.shift, Terminal) = (folder, shift, terminal);

    public PseudoTerminal Terminal { get; private set; }

    /// <summary>Makes the folder a terminal of the chain, with its printer.</summary>
    /// <param name="printer">As the kiosk's own setting says it, such as serial:/dev/pts/4@9600.</param>
    public static async Task EnrolAsync(string cloud, SeededTerminal seeded, string folder, string printer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(seeded);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "kiosk.json"), JsonSerializer.Serialize(new { pollSeconds = 1, printer, paperWidth = 80 }), cancellation);
        await ShortCommand.AskAsync("dotnet", [Repository.KioskProgram, "enrol", "--cloud", cloud, "--code", seeded.EnrolmentCode, "--data", folder], cancellation);
    }

    /// <summary>Switches the kiosk on.</summary>
    /// <param name="shift">How far its clock is from ours: -3 days is a machine that lives three days ago.</param>
    public static async Task<TillRobot> StartAsync(string folder, TimeSpan shift = default, CancellationToken cancellation = default) =>
        new(folder, shift, await SwitchOnAsync(folder, shift, cancellation));

    /// <summary>The power is cut: kill -9, and on again, with the clock where <paramref name="newShift"/> says if it does.</summary>
    public async Task PowerCutAsync(TimeSpan? newShift = null, CancellationToken cancellation = default)
    {
        await Terminal.KillAsync();
        await Terminal.DisposeAsync();
        Terminal = await SwitchOnAsync(folder, shift = newShift ?? shift, cancellation);
    }

    public async Task SignInAsync(SeededStaff person, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        await Terminal.WaitForAsync("Nomor kasir", startLimit, cancellation);
        // The store's own feed has to be there once before anybody can sign in.
        await Terminal.WaitForAsync(screen => !screen.Contains("Menunggu data toko", StringComparison.Ordinal), "show the store's data", startLimit, cancellation);
        await Terminal.TypeAsync($"{person.Number}\r", cancellation);
        await Terminal.WaitForAsync("Ketik PIN", cancellation: cancellation);
        await Terminal.TypeAsync($"{person.Pin}\r", cancellation);
        await Terminal.WaitForAsync($"Kasir {person.Name}", cancellation: cancellation);
    }

    public async Task OpenTillAsync(long opening, CancellationToken cancellation = default)
    {
        await Terminal.WaitForAsync("BUKA KASIR", cancellation: cancellation);
        await Terminal.TypeAsync(string.Create(CultureInfo.InvariantCulture, $"{opening}\r"), cancellation);
        await Terminal.WaitForAsync("Kasir dibuka", cancellation: cancellation);
    }

    /// <summary>Codes one after the other in one write, as a gun sends them.</summary>
    public Task ScanAsync(params string[] codes) => Terminal.TypeAsync(string.Concat(codes.Select(code => code + "\r")));

    public async Task AttachMemberAsync(string phone, string name, CancellationToken cancellation = default)
    {
        await Terminal.KeyAsync("F5");
        await Terminal.WaitForAsync("HP / kartu member", cancellation: cancellation);
        await Terminal.TypeAsync($"{phone}\r", cancellation);
        await Terminal.WaitForAsync(name, cancellation: cancellation);
    }

    /// <summary>Pays with this cash, or exactly when it is null; the answer is what was due, in whole rupiah, and the receipt's number.</summary>
    public async Task<(long Due, string Receipt)> PayAsync(long? given = null, CancellationToken cancellation = default)
    {
        await Terminal.KeyAsync("F9");
        var tender = await Terminal.WaitForAsync("HARUS DIBAYAR", cancellation: cancellation);
        var due = long.Parse(DueOnScreen().Match(tender).Groups["due"].Value.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        await Terminal.TypeAsync(string.Create(CultureInfo.InvariantCulture, $"{given}\r"), cancellation);
        var paid = await Terminal.WaitForAsync(screen => ReceiptOnScreen().IsMatch(screen), "show the receipt's number", cancellation: cancellation);
        return (due, ReceiptOnScreen().Match(paid).Value);
    }

    /// <summary>Waits until the status line says that it is online and nothing is unsent.</summary>
    public Task SyncedAsync(TimeSpan limit, CancellationToken cancellation = default) => Terminal.WaitForAsync(
        screen => screen.Contains("ONLINE", StringComparison.Ordinal) && !screen.Contains("belum terkirim", StringComparison.Ordinal), "say that nothing is unsent", limit, cancellation);

    /// <summary>Closes the till session with this cash counted, and goes back to the sign-in screen.</summary>
    public async Task CloseTillAsync(long counted, CancellationToken cancellation = default)
    {
        await Terminal.KeyAsync("F6");
        await Terminal.WaitForAsync("Tutup kasir", cancellation: cancellation);
        await Terminal.TypeAsync("2\r", cancellation);
        await Terminal.WaitForAsync("Uang di laci", cancellation: cancellation);
        await Terminal.TypeAsync(string.Create(CultureInfo.InvariantCulture, $"{counted}\r"), cancellation);
        await Terminal.WaitForAsync("Tutup kasir dengan", cancellation: cancellation);
        await Terminal.TypeAsync("\r", cancellation);
        await Terminal.WaitForAsync("KASIR DITUTUP", cancellation: cancellation);
        await Terminal.TypeAsync("\r", cancellation);
    }

    public ValueTask DisposeAsync() => Terminal.DisposeAsync();

    static Task<PseudoTerminal> SwitchOnAsync(string folder, TimeSpan shift, CancellationToken cancellation)
    {
        string[] kiosk = ["dotnet", Repository.KioskProgram, "--data", folder];
        if (shift == default) return PseudoTerminal.StartAsync(kiosk, cancellation: cancellation);
        // Only the calendar is shifted; waiting still takes as long as it takes.
        var calendar = new Dictionary<string, string> { ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1" };
        return PseudoTerminal.StartAsync(["faketime", "-f", string.Create(CultureInfo.InvariantCulture, $"{shift.TotalSeconds:+0;-0}s"), .. kiosk], calendar, cancellation: cancellation);
    }

    [GeneratedRegex(@"HARUS DIBAYAR\D*(?<due>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DueOnScreen();

    [GeneratedRegex(@"[A-Z0-9]{2,12}-\d\d-\d+-\d{6}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReceiptOnScreen();
}
