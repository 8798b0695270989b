using Sasuai.Kiosk.Lanes;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Sasuai.Kiosk.Screens;

/// <summary>The till on a terminal, from the first picture to the terminal given back.</summary>
public static class KioskApp
{
    /// <summary>Runs until it is told to stop, by a signal, by Ctrl+C twice, or by <paramref name="stopping"/>.</summary>
    /// <param name="status">Asked twice a second for the status line, on the screen's thread: it must answer at once.</param>
    /// <param name="faults">File for what breaks on the screen.</param>
    /// <param name="driver">ansi, or dotnet for a terminal with which ansi does not get along.</param>
    /// <param name="language">id or en; the store's own when null.</param>
    /// <returns>The exit code of the process: 0, or 129 when the terminal went away.</returns>
    public static int Run(Lane lane, Func<ShopStatus> status, TimeProvider time, string faults, string driver, string? language, CancellationToken stopping)
    {
        var tty = new Tty();
        using var signals = new StopSignals(stopping);
        var guard = new TtyGuard(tty, time, Environment.Exit, signals.Asked);
        var broken = new ScreenFaults(faults, time);
        var app = Boot.Start(driver);
        try
        {
            Show(app, stop => new Till(lane, status, time, sound => Sound(app, sound), stop, language), broken, signals);
            return 0;
        }
        finally
        {
            app.Dispose();
            tty.RestoreLine();
            guard.Left();
        }
    }

    static void Show(IApplication app, Func<Action, Till> open, ScreenFaults broken, StopSignals signals)
    {
        var till = open(signals.Stop);
        using var view = new TillView(till, () => signals.Asked.IsCancellationRequested);
        view.Attach(app);
        app.Iteration += (_, _) =>
        {
            broken.Good();
            if (signals.Asked.IsCancellationRequested) app.RequestStop(app.TopRunnable);
        };
        app.Run(view, fault =>
        {
            till.Refuse(Word.Broken);
            return broken.Survive(fault);
        });
    }

    /// <summary>One beep is a no, two are a code that nobody knows.</summary>
    static void Sound(IApplication app, Beep sound) => app.Driver?.WriteRaw(sound == Beep.UnknownCode ? "\a\a" : "\a");
}
