using System.Text;
using Terminal.Gui.App;
using Terminal.Gui.Configuration;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Sasuai.Kiosk.Screens;

/// <summary>Terminal.Gui as a till needs it: nothing that quits, suspends or shows letters that a console font lacks.</summary>
public static class Boot
{
    /// <summary>At 60 a key is on the screen after 22 ms in the middle; at the default 25 it takes 32.</summary>
    const ushort turnsPerSecond = 60;

    /// <summary>When nobody has touched a key for a while: the first key after it waits a little longer, and the machine rests.</summary>
    const ushort turnsAtRest = 25;

    public static IApplication Start(string driver)
    {
        Prepare();
        var app = Application.Create();
        app.Init(driver);
        // The mouse sends reports that nobody reads.
        app.Driver!.WriteRaw("\e[?1003l\e[?1015l\e[?1006l");
        GiveFunctionKeysOfTheLinuxConsole(app);
        return app;
    }

    /// <summary>How often the screen has its turn from now on.</summary>
    public static void Rest(bool rests) => Application.MaximumIterationsPerSecond = rests ? turnsAtRest : turnsPerSecond;

    public static void Prepare()
    {
        Application.MaximumIterationsPerSecond = turnsPerSecond;
        Driver.SizeDetection = SizeDetectionMode.Polling;
        if (Environment.GetEnvironmentVariable("TERM") == "linux") Driver.Force16Colors = true;
        // Assigned before Init; Quit stays, because Terminal.Gui breaks without it, but no key ever reaches it.
        Application.DefaultKeyBindings = new()
        {
            [Command.Quit] = Bind.All(Key.Esc),
            [Command.NextTabStop] = Bind.All(Key.Tab),
            [Command.PreviousTabStop] = Bind.All(Key.Tab.WithShift),
            [Command.Refresh] = Bind.All(Key.L.WithCtrl),
        };
    }

    /// <summary>The Linux console sends F1 to F5 as ESC [ [ A to E, which the driver does not know and swallows.</summary>
    static void GiveFunctionKeysOfTheLinuxConsole(IApplication app)
    {
        var input = app.Driver!.GetInputProcessor();
        input.AnsiSequenceSwallowed += (_, sequence) =>
        {
            if (sequence is ['\e', '[', '[', >= 'A' and <= 'E']) input.RaiseKeyDownEvent(new Key(KeyCode.F1 + (uint)(sequence[3] - 'A')));
        };
    }
}
