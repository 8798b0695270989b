namespace Sasuai.Kiosk.Devices;

/// <summary>
/// Lays a receipt out for paper of 58 mm (32 columns) or 80 mm (48 columns). Used again for every receipt, it allocates nothing but the result.
/// One at a time: it is not for several threads.
/// </summary>
public sealed class ReceiptLayout
{
    /// <summary>Columns of 58 mm paper.</summary>
    public const int Narrow = 32;
    /// <summary>Columns of 80 mm paper.</summary>
    public const int Wide = 48;
    const int fewestColumns = 24;
    /// <summary>Dots of one column of letters.</summary>
    public const int DotsOfColumn = 12;
    const int rowsBelow = 1, indent = 2, barsHigh = 60, denseDots = 3;

    readonly EscPos paper;
    readonly PaperRows rows;
    readonly ReceiptWords words;
    readonly int columns, decimals;

    /// <summary>For paper of so many columns, at least 24; <paramref name="decimals"/> of the chain's currency, 0 for rupiah.</summary>
    public ReceiptLayout(int columns, ReceiptWords words, CodePage page, int decimals = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, fewestColumns);
        (this.columns, this.decimals, this.words, paper) = (columns, decimals, words, new EscPos(page));
        rows = new PaperRows(paper, columns);
    }

    /// <summary>The bytes of one receipt, from the printer's reset to the cut. The drawer is no part of it.</summary>
    public byte[] Lay(Receipt receipt)
    {
        paper.Begin();
        Head(receipt);
        // By index: an enumerator over an interface would be one allocation for each receipt.
        for (var i = 0; i < receipt.Lines.Count; i++)
            Line(receipt.Lines[i]);
        if (receipt.Note is { } note)
            rows.Wrapped(words.Note + ": ", note);
        rows.Rule();
        Totals(receipt);
        Returned(receipt.Returned);
        Member(receipt.Member);
        Foot(receipt);
        return paper.ToArray();
    }

    void Head(Receipt receipt)
    {
        paper.Align(Align.Centre).Picture(receipt.Logo, columns * DotsOfColumn);
        for (var i = 0; i < receipt.Header.Count; i++)
        {
            if (i == 0)
                StoreName(receipt.Header[i]);
            else
                rows.Wrapped(receipt.Header[i]);
        }
        if (receipt.Npwp is { } npwp)
            rows.Wrapped("NPWP ", npwp);
        paper.Align(Align.Left);
        rows.Rule();
        Span<char> room = stackalloc char[Figures.Longest];
        rows.Pair(words.Number, paper.Page.Printable(receipt.Number));
        rows.Pair(words.Cashier, paper.Page.Printable(receipt.Cashier));
        rows.AtRight(room[..words.WriteTime(receipt.Time, room)]);
        rows.Rule();
    }

    void StoreName(string name)
    {
        var wide = name.Length * 2 <= columns ? 2 : 1;
        paper.Bold(true).Size(wide, 2);
        new PaperRows(paper, columns / wide).Wrapped(name);
        paper.Size(1, 1).Bold(false);
    }

    void Line(ReceiptLine line)
    {
        Span<char> gross = stackalloc char[Figures.Longest];
        rows.Wrapped(line.Name);
        var amount = Figures.Grouped(line.Gross.Units, decimals, gross);
        var used = Reckoning(line);
        if (used + 1 + amount.Length <= columns)
            paper.Repeat(' ', columns - used - amount.Length).Line(amount);
        else
        {
            if (used > 0)
                paper.Line();
            rows.AtRight(amount);
        }
        TakenOff(line);
        if (line.Note is { } note)
            rows.Wrapped(note, indent);
    }

    /// <summary>Each promotion by its name, then what a person took off, then what nobody told the reason of.</summary>
    void TakenOff(ReceiptLine line)
    {
        var rest = line.Discount - line.ByHand;
        for (var i = 0; i < line.Offers?.Count; i++)
        {
            Amount(line.Offers[i].Name, -line.Offers[i].Amount, indent);
            rest -= line.Offers[i].Amount;
        }
        if (!line.ByHand.IsZero)
            Amount(words.ByHand, -line.ByHand, indent);
        if (!rest.IsZero)
            Amount(words.Discount, -rest, indent);
    }

    /// <summary>Begins a row with "2 pcs x 15.500" and gives its columns; 0 when that was too long and took rows of its own.</summary>
    int Reckoning(ReceiptLine line)
    {
        Span<char> count = stackalloc char[Figures.Longest], price = stackalloc char[Figures.Longest];
        var quantity = Figures.Of(line.Quantity, count);
        var unitPrice = Figures.Grouped(line.UnitPrice.Units, decimals, price);
        var unit = line.Unit is null ? "" : paper.Page.Printable(line.Unit);
        var used = indent + quantity.Length + (unit.Length > 0 ? 1 + unit.Length : 0) + " x ".Length + unitPrice.Length;
        if (used > columns)
        {
            rows.Wrapped($"{quantity} {unit}", indent);
            rows.Wrapped($"x {unitPrice}", indent);
            return 0;
        }
        paper.Repeat(' ', indent).Text(quantity);
        if (unit.Length > 0)
            paper.Text(" ").Text(unit);
        paper.Text(" x ").Text(unitPrice);
        return used;
    }

    void Totals(Receipt receipt)
    {
        if (!receipt.Discount.IsZero || IsOnTop(receipt.Taxes))
            Amount(words.Subtotal, receipt.Gross);
        if (!receipt.Discount.IsZero)
            Amount(words.AllDiscounts, -receipt.Discount);
        for (var i = 0; i < receipt.Taxes.Count; i++)
            if (receipt.Taxes[i].OnTop)
                Amount(receipt.Taxes[i].Name, receipt.Taxes[i].Tax);
        Large(words.Total, receipt.Total);
        if (!receipt.Rounding.IsZero)
        {
            Amount(words.Rounding, receipt.Rounding);
            Amount(words.Due, receipt.Total + receipt.Rounding);
        }
        for (var i = 0; i < receipt.Tenders.Count; i++)
        {
            Amount(receipt.Tenders[i].Name, receipt.Tenders[i].Given);
            if (receipt.Tenders[i].Reference is { } reference)
                rows.Pair(words.Reference, paper.Page.Printable(reference), indent);
        }
        if (!receipt.Change.IsZero)
            Amount(words.Change, receipt.Change);
        Taxes(receipt.Taxes);
    }

    /// <summary>What each rate was reckoned on; a tax on top stands above the total already.</summary>
    void Taxes(IReadOnlyList<ReceiptTax> taxes)
    {
        if (taxes.Count > 0)
            rows.Rule();
        for (var i = 0; i < taxes.Count; i++)
        {
            Amount(taxes[i].BaseName, taxes[i].Base);
            if (!taxes[i].OnTop)
                Amount(taxes[i].Name, taxes[i].Tax);
        }
    }

    static bool IsOnTop(IReadOnlyList<ReceiptTax> taxes)
    {
        for (var i = 0; i < taxes.Count; i++)
            if (taxes[i].OnTop)
                return true;
        return false;
    }

    void Returned(ReceiptReturn? returned)
    {
        if (returned is null)
            return;
        rows.Rule();
        rows.Pair(words.Returned, paper.Page.Printable(returned.Number));
        for (var i = 0; i < returned.Lines.Count; i++)
            Line(returned.Lines[i]);
        if (!returned.GivenBack.IsZero)
            Amount(words.GivenBack, returned.GivenBack);
    }

    void Member(ReceiptMember? member)
    {
        if (member is null)
            return;
        rows.Rule();
        rows.Pair(words.Member, paper.Page.Printable(member.Name));
        Points(words.PointsEarned, member.PointsEarned);
        if (member.PointsSpent != 0)
            Points(words.PointsSpent, -member.PointsSpent);
        if (member.PointsNow is { } now)
            Points(words.PointsNow, now);
    }

    void Foot(Receipt receipt)
    {
        rows.Rule();
        paper.Align(Align.Centre);
        for (var i = 0; i < receipt.Footer.Count; i++)
            rows.Wrapped(receipt.Footer[i]);
        // A gun that reads only bars needs them, where they fit the paper.
        if (EscPos.Code128Dots(receipt.Number) <= columns * DotsOfColumn)
            paper.Code128(receipt.Number, barsHigh).Line();
        if (receipt.Code is { } code) paper.Qr(code, denseDots, QrCorrection.Low7);
        else paper.Qr(receipt.Number);
        paper.Line().Align(Align.Left).Feed(rowsBelow).Cut();
    }

    void Amount(string label, Money amount, int indent = 0)
    {
        Span<char> room = stackalloc char[Figures.Longest];
        rows.Pair(label, Figures.Grouped(amount.Units, decimals, room), indent);
    }

    void Points(string label, long points)
    {
        Span<char> room = stackalloc char[Figures.Longest];
        rows.Pair(label, Figures.Grouped(points, 0, room));
    }

    void Large(string label, Money amount)
    {
        Span<char> room = stackalloc char[Figures.Longest];
        var figure = Figures.Grouped(amount.Units, decimals, room);
        var wide = (label.Length + 1 + figure.Length) * 2 <= columns ? 2 : 1;
        paper.Bold(true).Size(wide, 2);
        new PaperRows(paper, columns / wide).Pair(label, figure);
        paper.Size(1, 1).Bold(false);
    }
}
