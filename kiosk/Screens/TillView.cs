using System.Collections.Concurrent;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Sasuai.Kiosk.Screens;

/// <summary>The one view: takes every key before Terminal.Gui can mean something else by it, and paints the till's picture.</summary>
public sealed class TillView : Runnable<string>
{
    readonly Till till;
    readonly Func<bool> mayStop;
    readonly ConcurrentQueue<string>? scans;
    readonly Styles styles;
    readonly Action? drawn;
    int statusVersion, quietTurns;

    /// <summary>Turns without a key until the screen rests: some two seconds.</summary>
    const int turnsUntilRest = 120;

    /// <param name="mayStop">False keeps the view running whatever Terminal.Gui wants.</param>
    /// <param name="scans">Codes from guns with a line of their own; their threads put them in, each turn takes them out.</param>
    /// <param name="styles">How things look; the usual theme when null.</param>
    /// <param name="drawn">Told when the cashier sees something new.</param>
    public TillView(Till till, Func<bool> mayStop, ConcurrentQueue<string>? scans = null, Styles? styles = null, Action? drawn = null)
    {
        this.styles = styles ?? Styles.Usual;
        (this.till, this.mayStop, this.scans, this.drawn) = (till, mayStop, scans, drawn);
        (Width, Height, CanFocus) = (Dim.Fill(), Dim.Fill(), true);
    }

    /// <summary>Joins the keys and the turns of the application. Call it once, before it runs.</summary>
    public void Attach(IApplication app)
    {
        app.Keyboard.KeyDown += (_, key) => Press(key);
        app.Paste += (_, pasted) =>
        {
            pasted.Handled = true;
            Paste(pasted.Text);
        };
        app.Iteration += (_, _) => Turn();
    }

    /// <summary>What happens at every turn, besides the keys.</summary>
    public void Turn()
    {
        while (scans is not null && scans.TryDequeue(out var code))
        {
            Wake();
            till.BeginTurn();
            till.Scan(code);
            SetNeedsDraw();
        }
        if (quietTurns < turnsUntilRest && ++quietTurns == turnsUntilRest) Boot.Rest(true);
        var before = till.Current;
        var text = till.Entry.Text;
        till.Tick();
        till.EndTurn();
        if (before == till.Current && text == till.Entry.Text && statusVersion == till.Status.Version) return;
        statusVersion = till.Status.Version;
        SetNeedsDraw();
    }

    protected override bool OnIsRunningChanging(bool oldIsRunning, bool newIsRunning) => !newIsRunning && !mayStop();

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        till.EndTurn();
        var picture = Picture.Draw(till, Viewport.Width, Viewport.Height);
        for (var row = 0; row < picture.Height; row++)
        {
            for (var column = 0; column < picture.Width;)
            {
                var (text, style) = picture.Run(row, column);
                SetAttribute(styles.Of(style));
                AddStr(column, row, text);
                column += text.Length;
            }
        }
        drawn?.Invoke();
        return true;
    }

    void Wake()
    {
        if (quietTurns == turnsUntilRest) Boot.Rest(false);
        quietTurns = 0;
    }

    void Press(Key key)
    {
        key.Handled = true;
        Wake();
        till.BeginTurn();
        var stroke = KeyMap.Read(key);
        till.Press(stroke with { Name = KeyLayout.InForce.Meaning(stroke.Name) });
        SetNeedsDraw();
    }

    // A terminal that brackets pastes takes the Enter away; a line end inside stays one.
    void Paste(string text)
    {
        foreach (var letter in text)
            till.Press(letter is '\r' or '\n' ? new(KeyName.Enter) : char.IsControl(letter) ? new(KeyName.Other) : Stroke.Of(letter));
        SetNeedsDraw();
    }
}
