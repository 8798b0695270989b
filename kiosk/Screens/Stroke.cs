namespace Sasuai.Kiosk.Screens;

/// <summary>The keys that mean something at the till, whatever the keyboard or the terminal sends for them.</summary>
public enum KeyName
{
    Other, Letter, Enter, LineFeed, Tab, Escape, Back, Delete, Insert, Up, Down, PageUp, PageDown, Home, End, ScanStart, Stop,
    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12
}

/// <summary>One key press.</summary>
/// <param name="Letter">The character, when <paramref name="Name"/> is <see cref="KeyName.Letter"/>.</param>
public readonly record struct Stroke(KeyName Name, char Letter = '\0')
{
    public static Stroke Of(char letter) => new(KeyName.Letter, letter);
}
