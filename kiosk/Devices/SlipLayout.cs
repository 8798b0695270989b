namespace Sasuai.Kiosk.Devices;

/// <summary>Paper for the shop itself: a cash movement, a no-sale, an X or Z report.</summary>
/// <param name="Head">The store's name and, for a report, its address.</param>
/// <param name="Title">Printed large.</param>
/// <param name="Rows">A name and its figure; a row without a name is a rule.</param>
/// <param name="Qr">Printed as a QR code; null for none.</param>
/// <param name="Signature">What stands before the line for a signature; null when nobody has to sign.</param>
/// <param name="Logo">Above everything; null for none.</param>
/// <param name="Footer">Below everything.</param>
public sealed record Slip(
    IReadOnlyList<string> Head, string Title, IReadOnlyList<(string Name, string Figure)> Rows, string? Signature = null, string? Qr = null, Logo? Logo = null, IReadOnlyList<string>? Footer = null);

/// <summary>Lays a slip out for paper of 58 mm (32 columns) or 80 mm (48 columns).</summary>
public sealed class SlipLayout(int columns, CodePage page)
{
    const int rowsBelow = 1;

    /// <summary>The bytes of one slip, from the printer's reset to the cut. The drawer is no part of it.</summary>
    public byte[] Lay(Slip slip)
    {
        var paper = new EscPos(page).Begin().Align(Align.Centre).Picture(slip.Logo, columns * ReceiptLayout.DotsOfColumn);
        var rows = new PaperRows(paper, columns);
        foreach (var line in slip.Head) rows.Wrapped(line);
        var wide = slip.Title.Length * 2 <= columns ? 2 : 1;
        paper.Bold(true).Size(wide, 2);
        new PaperRows(paper, columns / wide).Wrapped(slip.Title);
        paper.Size(1, 1).Bold(false).Align(Align.Left);
        rows.Rule();
        foreach (var (name, figure) in slip.Rows)
        {
            if (name.Length == 0) rows.Rule();
            else if (name.Length + 1 + figure.Length <= columns) rows.Pair(name, page.Printable(figure));
            else
            {
                // A long reason is text and not a figure: it is broken between words.
                rows.Wrapped(name);
                rows.Wrapped(figure, indent: 2);
            }
        }
        if (slip.Qr is { } code) paper.Align(Align.Centre).Feed(1).Qr(code).Line().Align(Align.Left);
        if (slip.Signature is { } sign) paper.Feed(2).Text(page.Printable(sign)).Text(" ").Repeat('_', Math.Max(0, columns - sign.Length - 1)).Line();
        if (slip.Footer is { Count: > 0 } footer)
        {
            rows.Rule();
            paper.Align(Align.Centre);
            foreach (var line in footer) rows.Wrapped(line);
            paper.Align(Align.Left);
        }
        return paper.Feed(rowsBelow).Cut().ToArray();
    }
}
