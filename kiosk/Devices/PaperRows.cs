namespace Sasuai.Kiosk.Devices;

/// <summary>Sets rows on paper of a fixed number of columns; whatever the text, no row is wider than the paper.</summary>
public readonly struct PaperRows(EscPos paper, int columns)
{
    /// <summary>A line of dashes from edge to edge.</summary>
    public void Rule() => paper.Repeat('-', columns).Line();

    /// <summary>Text on as many rows as it needs, broken between words; <paramref name="indent"/> spaces before each.</summary>
    public void Wrapped(string text, int indent = 0)
    {
        var left = paper.Page.Printable(text).AsSpan().Trim();
        while (!left.IsEmpty)
        {
            var row = FirstRow(left, columns - indent);
            paper.Repeat(' ', indent).Line(row.TrimEnd());
            left = left[row.Length..].TrimStart();
        }
    }

    /// <summary>A label and its value side by side as one text, on two rows when one is too short.</summary>
    public void Wrapped(string label, string value)
    {
        var printable = paper.Page.Printable(value);
        if (label.Length + printable.Length > columns)
        {
            Wrapped(label);
            Wrapped(printable);
        }
        else
            paper.Text(label).Line(printable);
    }

    /// <summary>A label at the left and its figure at the right edge; when both do not fit on one row, the figure gets its own.</summary>
    public void Pair(string label, ReadOnlySpan<char> figure, int indent = 0)
    {
        var printable = paper.Page.Printable(label);
        if (indent + printable.Length + 1 + figure.Length <= columns)
            paper.Repeat(' ', indent).Text(printable).Repeat(' ', columns - indent - printable.Length - figure.Length).Line(figure);
        else
        {
            Wrapped(printable, indent);
            AtRight(figure);
        }
    }

    /// <summary>A figure at the right edge; one that is wider than the paper goes on in the next row, since a lost digit would be a lie.</summary>
    public void AtRight(ReadOnlySpan<char> figure)
    {
        for (; figure.Length > columns; figure = figure[columns..])
            paper.Line(figure[..columns]);
        paper.Repeat(' ', columns - figure.Length).Line(figure);
    }

    static ReadOnlySpan<char> FirstRow(ReadOnlySpan<char> text, int room)
    {
        if (text.Length <= room)
            return text;
        var space = text[..(room + 1)].LastIndexOf(' ');
        // A single word longer than the row is broken where the paper ends.
        return space > 0 ? text[..space] : text[..room];
    }
}
