using System.Globalization;
using Sasuai.Codes;

namespace Sasuai.Kiosk.Devices;

/// <summary>What stands on the shelf under a product, or on the product itself.</summary>
/// <param name="Price">As a shopper reads it, such as Rp 15.000.</param>
/// <param name="Unit">What the price is for, such as pcs or kg.</param>
/// <param name="UnitPrice">What one piece or kilogram costs, where that is known and not the price itself, such as Rp 625 / pcs.</param>
/// <param name="Code">What a gun reads: a GTIN, an in-store code or the SKU.</param>
/// <param name="Printed">The day from which the price stands there.</param>
public sealed record ShelfLabel(string Name, string Price, string Unit, string? UnitPrice, string Code, string Sku, DateOnly Printed);

/// <summary>Lays labels out for paper of 58 mm (32 columns) or 80 mm (48 columns), one below the other with a cut between.</summary>
public sealed class LabelLayout(int columns, CodePage page)
{
    const int barsHigh = 70, rowsOfName = 2, tallest = 3, rowsBelow = 1;

    /// <summary>So many of the same label.</summary>
    public byte[] Lay(ShelfLabel label, int copies)
    {
        ArgumentNullException.ThrowIfNull(label);
        var paper = new EscPos(page).Begin();
        for (var copy = 0; copy < copies; copy++) One(paper, label);
        return paper.ToArray();
    }

    void One(EscPos paper, ShelfLabel label)
    {
        var rows = new PaperRows(paper, columns);
        paper.Bold(true).Size(1, 2);
        // A label has its height: of a long name the beginning counts.
        var name = page.Printable(label.Name);
        rows.Wrapped(name[..Math.Min(name.Length, columns * rowsOfName)]);
        paper.Size(1, 1).Bold(false).Align(Align.Right);
        Price(paper, page.Printable(label.Price), page.Printable(label.Unit));
        if (label.UnitPrice is { } each) rows.AtRight(page.Printable(each));
        paper.Align(Align.Centre);
        Bars(paper, label.Code);
        paper.Line().Align(Align.Left);
        rows.Pair(page.Printable(label.Sku), label.Printed.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        paper.Feed(rowsBelow).Cut();
    }

    /// <summary>As large as it fits.</summary>
    void Price(EscPos paper, string price, string unit)
    {
        var times = Math.Clamp((columns - unit.Length - 1) / Math.Max(1, price.Length), 1, tallest);
        paper.Bold(true).Size(times, times).Text(price).Size(1, 1).Bold(false).Line($" /{unit}");
    }

    /// <summary>EAN-13 or EAN-8 for what is a GTIN of that length, CODE128 for anything else; thin bars, or none, where the paper is too narrow.</summary>
    void Bars(EscPos paper, string code)
    {
        var (gtin, dots) = (Gtin.IsValid(code) ? code.TrimStart('0') : "", columns * ReceiptLayout.DotsOfColumn);
        if (gtin.Length is > 8 and <= 13) paper.Ean13(gtin.PadLeft(13, '0'), barsHigh, moduleDots: 3);
        else if (gtin.Length is > 0 and <= 8) paper.Ean8(gtin.PadLeft(8, '0'), barsHigh, moduleDots: 3);
        else if (EscPos.Code128Dots(code) <= dots) paper.Code128(code, barsHigh);
        else if (EscPos.Code128Dots(code, moduleDots: 1) <= dots) paper.Code128(code, barsHigh, moduleDots: 1);
        else paper.Text(page.Printable(code));
    }
}
