namespace Sasuai.Kiosk.Screens;

/// <summary>
/// Search by typing: two letters open the list, arrows and Enter or a digit choose. The list changes only with the text, never under
/// the cursor. A digit waits a moment before it chooses, because it may be the first of a scan.
/// </summary>
/// <param name="search">What begins with the words of a text, so many rows of it at the most.</param>
/// <param name="nothing">What is told when nothing begins with it.</param>
/// <param name="row">A row's name, and what stands at its right.</param>
public sealed class SearchList<T>(Till till, Func<string, int, IReadOnlyList<T>> search, Func<T, (string Name, string Figure)> row, Action<T> choose, Word nothing = Word.NothingFound)
{
    /// <summary>Rows that can be chosen by a digit.</summary>
    const int rows = 9;

    const int lettersToSearch = 2;

    static readonly TimeSpan digitWaits = TimeSpan.FromMilliseconds(60);

    bool asked;
    string searched = "";
    IReadOnlyList<T> hits = [];
    int chosen;

    /// <summary>True while what is typed is a name and no code.</summary>
    public bool IsOn => Takes(till.Entry.Text);

    public bool Takes(string text) => asked || (text.Length > 0 && char.IsLetter(text[0]));

    public void Ask() => asked = true;

    public void Close()
    {
        (asked, searched, hits, chosen) = (false, "", [], 0);
        till.Entry.Clear();
    }

    /// <summary>Enter: the row under the cursor.</summary>
    public void Accept(string text)
    {
        if (text.Length < lettersToSearch) till.Refuse(Word.TwoLetters);
        else if (Hits(text).Count > 0) Take(hits[chosen]);
        else till.Refuse(nothing, text);
    }

    public bool Press(Stroke stroke)
    {
        if (!IsOn) return false;
        if (WaitingDigit is { } digit && (stroke.Name != KeyName.Letter || till.Entry.Silence > Entry.gunGap))
        {
            // The digit was a choice after all; the key that came behind it goes on to whatever is next.
            Take(hits[digit]);
            return false;
        }
        // What a digit may choose from is the list as it stands before the digit.
        if (stroke.Letter is >= '1' and <= '9') Hits(till.Entry.Text);
        switch (stroke.Name)
        {
            case KeyName.Down: Move(+1); return true;
            case KeyName.Up: Move(-1); return true;
            case KeyName.Escape: Close(); return true;
            default: return false;
        }
    }

    public void Tick()
    {
        if (till.Entry.Silence >= digitWaits && WaitingDigit is { } digit) Take(hits[digit]);
    }

    public void Paint(Canvas canvas, Area area)
    {
        canvas.Put(area, 0, Words.In(till.Language, Word.Searching, till.Entry.Text), Style.Titles, indent: 1);
        var text = till.Entry.Text;
        if (text.Length < lettersToSearch) canvas.Put(area, 1, Words.In(till.Language, Word.TwoLetters), Style.Faint, indent: 1);
        else if (Hits(text).Count == 0) canvas.Put(area, 1, Words.In(till.Language, nothing, text), Style.Warning, indent: 1);
        for (var i = 0; i < hits.Count; i++)
        {
            var style = i == chosen ? Style.Selected : Style.Plain;
            var at = till.IsLarge && area.Height > 2 * rows ? i * 2 + 1 : i + 1;
            if (i == chosen) canvas.Bar(area, at, style);
            var (name, figure) = row(hits[i]);
            canvas.Put(area.Columns(0, area.Width - figure.Length - 2), at, $" {i + 1}  {name}", style);
            canvas.PutRight(area, at, figure, style, indent: 1);
        }
    }

    // A digit straight behind a letter, with a row of that number: kop3. After a blank it belongs to the name: susu 1.
    int? WaitingDigit
    {
        get
        {
            var text = till.Entry.Text;
            if (text.Length <= lettersToSearch || text[^1] is < '1' or > '9' || !char.IsLetter(text[^2])) return null;
            var digit = text[^1] - '1';
            return digit < Hits(text).Count ? digit : null;
        }
    }

    IReadOnlyList<T> Hits(string text)
    {
        // While a digit waits, the list it chooses from stands still.
        var name = text.Length > lettersToSearch && text[^1] is >= '1' and <= '9' && char.IsLetter(text[^2]) && text[..^1] == searched ? searched : text;
        if (name.Length < lettersToSearch) (searched, hits, chosen) = ("", [], 0);
        else if (name != searched) (searched, hits, chosen) = (name, search(name, rows), 0);
        return hits;
    }

    void Move(int by)
    {
        var count = Hits(till.Entry.Text).Count;
        if (count > 0) chosen = Math.Clamp(chosen + by, 0, count - 1);
    }

    void Take(T hit)
    {
        Close();
        choose(hit);
    }
}
