using System.Text;

namespace Sasuai.Benchmarks;

/// <summary>As much of a terminal as a till's picture needs: cells, a cursor that is moved by CSI H, and everything else of an escape sequence passed over.</summary>
sealed class VtScreen(int columns, int rows)
{
    readonly char[] cells = [.. Enumerable.Repeat(' ', columns * rows)];
    readonly Decoder letters = Encoding.UTF8.GetDecoder();
    readonly StringBuilder sequence = new();
    int row, column;
    bool inSequence;

    public string Text => string.Join('\n', Enumerable.Range(0, rows).Select(at => new string(cells, at * columns, columns)));

    public bool Shows(string text)
    {
        for (var at = 0; at < rows; at++)
            if (cells.AsSpan(at * columns, columns).IndexOf(text) >= 0) return true;
        return false;
    }

    public void Take(ReadOnlySpan<byte> bytes)
    {
        Span<char> room = stackalloc char[bytes.Length + 4];
        foreach (var letter in room[..letters.GetChars(bytes, room, flush: false)])
        {
            if (inSequence) Continue(letter);
            else if (letter == '\e') (inSequence, _) = (true, sequence.Clear());
            else if (letter == '\r') column = 0;
            else if (letter == '\n') row = Math.Min(row + 1, rows - 1);
            else if (letter >= ' ') Put(letter);
        }
    }

    void Put(char letter)
    {
        if (column < columns) cells[row * columns + column] = letter;
        column++;
    }

    void Continue(char letter)
    {
        sequence.Append(letter);
        // ESC [ … ends with a letter; ESC ] … and ESC _ … with BEL or ESC \; others after one.
        var first = sequence[0];
        inSequence = first switch
        {
            '[' => sequence.Length == 1 || letter is < '@' or > '~',
            ']' or '_' or 'P' => letter is not '\a' and not '\\',
            _ => false
        };
        if (!inSequence && first == '[' && letter is 'H' or 'f') Move(sequence.ToString(1, sequence.Length - 2));
        else if (!inSequence && first == '[' && letter == 'J') Array.Fill(cells, ' ');
    }

    void Move(string place)
    {
        var parts = place.Split(';');
        (row, column) = (At(parts, 0, rows), At(parts, 1, columns));
    }

    static int At(string[] parts, int part, int limit) => Math.Clamp((part < parts.Length && int.TryParse(parts[part], out var number) ? number : 1) - 1, 0, limit - 1);
}
