using Sasuai.Codes;

namespace Sasuai.Kiosk.Screens;

/// <summary>What was in the entry field when Enter came: the part a hand typed, and after it the code that a gun typed, if one did.</summary>
public readonly record struct Entered(string Typed, string? Scanned);

/// <summary>
/// The one entry field, which always has the focus. It knows a gun from a hand: by the start mark (Ctrl+B), by the AIM prefix (]E0), or
/// because eight or more characters came faster than any hand types.
/// </summary>
public sealed class Entry(TimeProvider time)
{
    /// <summary>Characters that fit; more are dropped, because no code is as long.</summary>
    public const int maxLength = CodeReader.maxLength;

    /// <summary>The shortest world-wide code has eight digits; fewer are always taken for typing.</summary>
    public const int shortestScan = 8;

    /// <summary>A hand needs longer than this from key to key; a terminal hands a gun's keys over in batches 20 ms apart.</summary>
    public static readonly TimeSpan gunGap = TimeSpan.FromMilliseconds(40);

    /// <summary>A gun whose end mark got lost must not own the keyboard: after this silence its start mark counts no more.</summary>
    public static readonly TimeSpan staleScan = TimeSpan.FromMilliseconds(500);

    readonly List<(char Letter, long At)> letters = [];
    int? scanStart;

    public string Text => string.Create(letters.Count, letters, static (room, from) =>
    {
        for (var i = 0; i < room.Length; i++) room[i] = from[i].Letter;
    });

    public bool IsEmpty => letters.Count == 0;

    /// <summary>How long ago the newest character came; zero when there is none.</summary>
    public TimeSpan Silence => IsEmpty ? TimeSpan.Zero : time.GetElapsedTime(letters[^1].At);

    public void Type(char letter)
    {
        if (scanStart is not null && !IsEmpty && Silence > staleScan) scanStart = null;
        if (letters.Count < maxLength) letters.Add((letter, time.GetTimestamp()));
    }

    public void StartScan() => scanStart = letters.Count;

    public void Back()
    {
        if (!IsEmpty) letters.RemoveAt(letters.Count - 1);
    }

    public void Set(string text)
    {
        Clear();
        foreach (var letter in text) Type(letter);
    }

    public void Clear()
    {
        letters.Clear();
        scanStart = null;
    }

    /// <summary>Empties the field and tells typing and scan apart.</summary>
    public Entered Take()
    {
        var text = Text;
        var from = ScanFrom(text);
        Clear();
        return from < text.Length ? new(text[..from], WithoutAimPrefix(text[from..])) : new(text, null);
    }

    int ScanFrom(string text)
    {
        if (scanStart is { } marked && marked < text.Length) return marked;
        if (IsAim(text)) return 0;
        var from = text.Length;
        var next = time.GetTimestamp();
        while (from > 0 && time.GetElapsedTime(letters[from - 1].At, next) <= gunGap) next = letters[--from].At;
        // A quantity typed ahead of the scan is a hand's, however fast the gun came behind it.
        from = Math.Max(from, text.LastIndexOf('*') + 1);
        var burst = text.AsSpan(from);
        // A whole word typed ahead of a slow screen is fast too, but no code is without a digit.
        return burst.Length >= shortestScan && burst.ContainsAnyInRange('0', '9') && !burst.Contains(' ') ? WholeFrom(text, from) : text.Length;
    }

    /// <summary>
    /// A machine that was held up for a moment in the middle of a scan reads it in two pieces. Digits that came as fast as a gun's, straight
    /// before what is no barcode alone, are its beginning; so they are when both together are one.
    /// </summary>
    int WholeFrom(string text, int from)
    {
        var start = from;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]) && (start == from || time.GetElapsedTime(letters[start - 1].At, letters[start].At) <= gunGap)) start--;
        // A digit before them that came slowly is a hand's, and so are they.
        if (start == from || (start > 0 && char.IsAsciiDigit(text[start - 1])) || text.AsSpan(from).ContainsAnyExceptInRange('0', '9')) return from;
        return Gtin.IsValid(text.AsSpan(start)) || !Gtin.IsValid(text.AsSpan(from)) ? start : from;
    }

    static bool IsAim(string text) => text.Length > 3 && text[0] == ']' && char.IsAsciiLetter(text[1]) && char.IsAsciiLetterOrDigit(text[2]);

    // The prefix of a GS1 symbol belongs to what it says.
    static string WithoutAimPrefix(string code) => IsAim(code) && !CodeReader.HoldsElements(code) ? code[3..] : code;
}
