using Sasuai.Qris;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// A QRIS payment under way. The customer scans the code; the cashier says what became of it: confirmed by the bank's number, not yet
/// certain (to be settled later), or, with Escape, not paid.
/// </summary>
public sealed class QrisScreen : Screen
{
    readonly SaleScreen sale;
    readonly QrisCode code;
    readonly QrPicture picture;

    public QrisScreen(Till till, SaleScreen sale, QrisCode code) : base(till)
    {
        (this.sale, this.code) = (sale, code);
        picture = new(code.Text(till.Decimals));
        Till.Lane.PrintQris(code);
    }

    public override string Prompt => Say(Word.QrisReference);
    public override string Hint => Say(Word.QrisHint);
    public override IReadOnlyList<LiveKey> Keys => [Help, new(KeyName.F10, Word.KeyNotCertain, () => Take(TenderState.Unknown, code.Reference))];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpQris, Word.HelpQrisUnknown, Word.HelpEscape];

    public override void Typed(string text)
    {
        if (text.Trim() is { Length: > 0 } reference) Take(TenderState.Confirmed, reference);
        else Till.Refuse(Refusals.TenderReferenceMissing());
    }

    public override void Scanned(string code, string before) => Till.Refuse(Word.ScanFinishPayment, code);
    public override void Back() => Till.Go(new WaysScreen(Till, sale));

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, $"QRIS {Show(code.Amount)}", Style.Strong, indent: 1);
        var halves = Till.HasHalfBlocks;
        if (picture.Fits(body, halves))
        {
            picture.Draw(canvas, body, halves);
            return;
        }
        canvas.PutCentre(body, 3, code.Merchant.Name);
        canvas.PutCentre(body, 5, Say(Word.QrisOnPaper), Style.Told);
        canvas.PutCentre(body, 7, code.Reference, Style.Faint);
    }

    void Take(TenderState state, string reference) => PartScreen.Take(Till, sale, new(TenderKind.Qris, code.Amount, reference, state));
}
