using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Sasuai.Kiosk.Screens;

/// <summary>How a piece of text looks. Every meaning that a colour carries is in the words too.</summary>
public enum Style
{
    Plain, Faint, Strong, Header, Titles, Selected, Flagged, Field, Told, Refused, Key, KeyOff, Safe, Warning, Block, Code, CodeDark
}

/// <summary>A theme: what each style looks like. Sixteen colours only, because a Linux console has no more, and eight of them on the ground.</summary>
public sealed class Styles
{
    /// <summary>Light letters on black.</summary>
    public static readonly Styles Usual = new(Colour);

    /// <summary>No meaning hangs on red against green: yellow, blue and white alone, and what is refused or flagged stands on a bright ground.</summary>
    public static readonly Styles ColourSafe = new(Safe);

    /// <summary>White and black, for glass that shows nothing else.</summary>
    public static readonly Styles Monochrome = new(Mono);

    readonly Attribute[] attributes;

    Styles(Func<Style, (ColorName16 Letters, ColorName16 Ground)> look) =>
        attributes = [.. Enum.GetValues<Style>().Select(look).Select(each => new Attribute(each.Letters, each.Ground))];

    /// <summary>The theme of this name; null when there is none.</summary>
    public static Styles? Called(string name) => name switch { "usual" or "large" => Usual, "colour-safe" => ColourSafe, "mono" => Monochrome, _ => null };

    public Attribute Of(Style style) => attributes[(int)style];

    static (ColorName16, ColorName16) Colour(Style style) => style switch
    {
        Style.Faint => (ColorName16.Gray, ColorName16.Black),
        Style.Strong or Style.Warning => (ColorName16.BrightYellow, ColorName16.Black),
        Style.Header or Style.Field => (ColorName16.White, ColorName16.Blue),
        Style.Titles => (ColorName16.BrightCyan, ColorName16.Black),
        Style.Selected => (ColorName16.Black, ColorName16.Cyan),
        Style.Flagged => (ColorName16.BrightRed, ColorName16.Black),
        Style.Told or Style.Safe => (ColorName16.BrightGreen, ColorName16.Black),
        Style.Refused => (ColorName16.White, ColorName16.Red),
        Style.Key => (ColorName16.Black, ColorName16.Gray),
        Style.KeyOff => (ColorName16.Blue, ColorName16.Gray),
        Style.Code => (ColorName16.Black, ColorName16.White),
        Style.Block => (ColorName16.Black, ColorName16.Green),
        _ => (ColorName16.White, ColorName16.Black)
    };

    static (ColorName16, ColorName16) Safe(Style style) => style switch
    {
        Style.Flagged or Style.Refused => (ColorName16.Black, ColorName16.Yellow),
        Style.Told or Style.Safe => (ColorName16.BrightCyan, ColorName16.Black),
        Style.Selected => (ColorName16.Black, ColorName16.Gray),
        Style.Block => (ColorName16.Black, ColorName16.Cyan),
        _ => Colour(style)
    };

    static (ColorName16, ColorName16) Mono(Style style) => style switch
    {
        Style.Header or Style.Field or Style.Selected or Style.Refused or Style.Key or Style.Code or Style.Block => (ColorName16.Black, ColorName16.Gray),
        Style.Faint or Style.KeyOff => (ColorName16.Gray, ColorName16.Black),
        _ => (ColorName16.White, ColorName16.Black)
    };
}
