using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Sasuai.Kiosk.Screens;

/// <summary>How a piece of text looks. Every meaning that a colour carries is in the words too.</summary>
public enum Style
{
    Plain, Faint, Strong, Header, Titles, Selected, Flagged, Field, Told, Refused, Key, KeyOff, Safe, Warning, Block, Code, CodeDark
}

public static class Styles
{
    static readonly Attribute[] attributes = new Attribute[Enum.GetValues<Style>().Length];

    // Sixteen colours only: a Linux console has no more, and eight of them on the background.
    static Styles()
    {
        Set(Style.Plain, ColorName16.White, ColorName16.Black);
        Set(Style.Faint, ColorName16.Gray, ColorName16.Black);
        Set(Style.Strong, ColorName16.BrightYellow, ColorName16.Black);
        Set(Style.Header, ColorName16.White, ColorName16.Blue);
        Set(Style.Titles, ColorName16.BrightCyan, ColorName16.Black);
        Set(Style.Selected, ColorName16.Black, ColorName16.Cyan);
        Set(Style.Flagged, ColorName16.BrightRed, ColorName16.Black);
        Set(Style.Field, ColorName16.White, ColorName16.Blue);
        Set(Style.Told, ColorName16.BrightGreen, ColorName16.Black);
        Set(Style.Refused, ColorName16.White, ColorName16.Red);
        Set(Style.Key, ColorName16.Black, ColorName16.Gray);
        Set(Style.KeyOff, ColorName16.Blue, ColorName16.Gray);
        Set(Style.Safe, ColorName16.BrightGreen, ColorName16.Black);
        Set(Style.Warning, ColorName16.BrightYellow, ColorName16.Black);
        Set(Style.Code, ColorName16.Black, ColorName16.White);
        Set(Style.CodeDark, ColorName16.White, ColorName16.Black);
        Set(Style.Block, ColorName16.Black, ColorName16.Green);
    }

    public static Attribute Of(Style style) => attributes[(int)style];

    static void Set(Style style, ColorName16 letters, ColorName16 ground) => attributes[(int)style] = new(letters, ground);
}
