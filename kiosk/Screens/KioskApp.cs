using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Terminal.Gui.App;

namespace Sasuai.Kiosk.Screens;

/// <summary>The till on a terminal, from the first picture to the terminal given back.</summary>
public static class KioskApp
{
    /// <summary>What breaks on the screen is written here, in the data folder.</summary>
    public const string FaultsFile = "faults.log";

    /// <summary>Runs until it is told to stop: by a signal, by Ctrl+C twice, or by <paramref name="stopping"/>.</summary>
    /// <param name="driver">ansi, or dotnet for a terminal with which ansi does not get along.</param>
    /// <returns>The exit code of the process: 0, or 129 when the terminal went away.</returns>
    /// <exception cref="BadSettings">There is no terminal to show anything on, or no such driver.</exception>
    public static int Run(OpenKiosk kiosk, string driver, TimeProvider time, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(kiosk);
        if (driver is not ("ansi" or "dotnet")) throw new BadSettings($"Setting driver is '{driver}'; it must be ansi or dotnet.");
        KeyLayout.InForce = KeyLayout.Read(kiosk.Settings.Keys);
        var tty = new Tty();
        if (!tty.IsTerminal) throw new BadSettings("The till needs a terminal on its input and output; for programs there is: sasuai-kiosk lane");
        using var signals = new StopSignals(stopping);
        var guard = new TtyGuard(tty, time, Environment.Exit, signals.Asked);
        var broken = new ScreenFaults(Path.Combine(kiosk.Folder, FaultsFile), time);
        var app = Boot.Start(driver);
        try
        {
            var till = new Till(kiosk.Lane, Status(kiosk), time, sound => Sound(app, sound), signals.Stop, kiosk.Settings.Language, TimeSpan.FromMinutes(kiosk.Settings.LockMinutes))
            {
                IsLarge = kiosk.Settings.Theme == "large",
                HasHalfBlocks = Environment.GetEnvironmentVariable("TERM") != "linux"
            };
            Show(app, till, kiosk, broken, signals, () => kiosk.Display?.Show(CustomerText.Of(till.State, kiosk.Settings.Language, time.GetUtcNow())));
            till.EndTraining();
            return 0;
        }
        finally
        {
            app.Dispose();
            tty.RestoreLine();
            guard.Left();
        }
    }

    static Func<ShopStatus> Status(OpenKiosk kiosk)
    {
        var hasPrinter = kiosk.Settings.Printer != "none";
        bool? IsOpen(PrintStatus print) => print.Signs is { } signs && kiosk.Settings.DrawerOpen != "none" ? signs.HasFlag(PrinterSigns.DrawerPinHigh) == (kiosk.Settings.DrawerOpen == "high") : null;
        return () => StatusOf.Shop(kiosk.Sync.Status, kiosk.Printing.Status, hasPrinter) with { DrawerOpen = IsOpen(kiosk.Printing.Status), ScannerAway = kiosk.Scanner?.IsAway, DisplayAway = kiosk.Display?.IsAway, IsDamaged = kiosk.Damage is not null };
    }

    static void Show(IApplication app, Till till, OpenKiosk kiosk, ScreenFaults broken, StopSignals signals, Action drawn)
    {
        using var view = new TillView(till, () => signals.Asked.IsCancellationRequested, kiosk.Scans, Styles.Called(kiosk.Settings.Theme), drawn);
        view.Attach(app);
        app.Iteration += (_, _) =>
        {
            broken.Good();
            if (signals.Asked.IsCancellationRequested) app.RequestStop(app.TopRunnable);
        };
        app.Run(view, fault =>
        {
            till.Refuse(LocalDatabase.IsFull(fault) ? Word.DiskFull : Word.Broken);
            return broken.Survive(fault);
        });
    }

    /// <summary>One beep is a no, two are a code that nobody knows, three are goods that should not be sold.</summary>
    static void Sound(IApplication app, Beep sound) => app.Driver?.WriteRaw(sound switch { Beep.UnknownCode => "\a\a", Beep.Warning => "\a\a\a", _ => "\a" });
}
