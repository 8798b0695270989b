namespace Sasuai.Kiosk.Screens;

/// <summary>Where the columns of the basket stand at a width: a narrow screen does without the single price.</summary>
public sealed class LineColumns(int width)
{
    const int number = 4;
    const int gap = 1;

    readonly int quantity = width >= Picture.wide ? 9 : 6;
    readonly int price = width >= Picture.wide ? 12 : 0;
    readonly int amount = width >= Picture.wide ? 14 : 11;

    int Name => width - number - gap - quantity - price - amount - 1;

    public void Titles(Canvas canvas, Area area, Language language)
    {
        Put(canvas, area, 0, Style.Titles, Words.In(language, Word.ColumnNumber), Words.In(language, Word.ColumnName),
            Words.In(language, Word.ColumnQuantity), Words.In(language, Word.ColumnPrice), Words.In(language, Word.ColumnAmount));
    }

    public void Row(Canvas canvas, Area area, int at, BasketRow row, bool chosen, Till till)
    {
        var style = chosen ? Style.Selected : row.Unknown is null ? Style.Plain : Style.Flagged;
        if (chosen) canvas.Bar(area, at, style);
        if (row is { Line: { } line, Price: { } money })
        {
            var said = line.Note is { } note ? $"{line.Name} #{note}" : line.Name;
            var name = money.Discount.IsZero ? said : $"{Glyphs.Cut(said, Name - till.Show(money.Discount).Length - 2)} -{till.Show(money.Discount)}";
            Put(canvas, area, at, style, Number(row.Number), name, Till.Show(line.Quantity), till.Show(line.UnitPrice), till.Show(money.Gross));
        }
        else
        {
            canvas.PutRight(area.Columns(0, number), at, Number(row.Number), style);
            canvas.Put(area, at, Words.In(till.Language, Word.UnknownCode, row.Unknown!.Code), style, number + gap);
        }
    }

    void Put(Canvas canvas, Area area, int row, Style style, string no, string name, string many, string each, string sum)
    {
        canvas.PutRight(area.Columns(0, number), row, no, style);
        canvas.Put(area.Columns(number + gap, Name), row, name, style);
        canvas.PutRight(area.Columns(number + gap + Name, quantity), row, many, style);
        if (price > 0) canvas.PutRight(area.Columns(number + gap + Name + quantity, price), row, each, style);
        canvas.PutRight(area.Columns(number + gap + Name + quantity + price, amount), row, sum, style);
    }

    static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
