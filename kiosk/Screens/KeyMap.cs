using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Sasuai.Kiosk.Screens;

/// <summary>What each key of Terminal.Gui is at the till.</summary>
public static class KeyMap
{
    /// <summary>GS1 guns send group separator between fields; a terminal delivers it as Ctrl+5.</summary>
    public const char groupSeparator = '\x1d';

    public static Stroke Read(Key key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.IsCtrl && !key.IsAlt) return Control(key.NoCtrl.NoShift.KeyCode);
        if (key.IsAlt) return new(KeyName.Other);
        var code = key.NoShift.KeyCode;
        if (code is >= KeyCode.F1 and <= KeyCode.F12 && !key.IsShift) return new(KeyName.F1 + (int)(code - KeyCode.F1));
        return code switch
        {
            KeyCode.Enter => new(KeyName.Enter),
            KeyCode.Tab when !key.IsShift => new(KeyName.Tab),
            KeyCode.Esc => new(KeyName.Escape),
            KeyCode.Backspace => new(KeyName.Back),
            KeyCode.Delete => new(KeyName.Delete),
            KeyCode.Insert => new(KeyName.Insert),
            KeyCode.CursorUp => new(KeyName.Up),
            KeyCode.CursorDown => new(KeyName.Down),
            KeyCode.PageUp => new(KeyName.PageUp),
            KeyCode.PageDown => new(KeyName.PageDown),
            KeyCode.Home => new(KeyName.Home),
            KeyCode.End => new(KeyName.End),
            _ => key.AsRune is { IsBmp: true, Value: >= ' ' and not 0x7f } rune ? Stroke.Of((char)rune.Value) : new(KeyName.Other),
        };
    }

    static Stroke Control(KeyCode code) => code switch
    {
        KeyCode.B => new(KeyName.ScanStart),
        KeyCode.C => new(KeyName.Stop),
        KeyCode.D5 => Stroke.Of(groupSeparator),
        // A line feed comes as Ctrl+Enter, and some terminals send 0x08 for backspace, which comes as Ctrl+Backspace.
        KeyCode.Enter or KeyCode.J => new(KeyName.LineFeed),
        KeyCode.Backspace or KeyCode.H => new(KeyName.Back),
        _ => new(KeyName.Other),
    };
}
