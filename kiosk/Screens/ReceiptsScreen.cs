using Sasuai.Kiosk.Lanes;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>Receipts of this till, the newest first: pick one, type its number or scan it, and then print it again, give goods back, or cancel it.</summary>
public sealed class ReceiptsScreen(Till till, SaleScreen sale) : Screen(till)
{
    const int shown = 9;

    readonly IReadOnlyList<SaleCompleted> list = till.Lane.Receipts(shown);
    KnownReceipt? chosen;

    public override string Prompt => Say(chosen is null ? Word.ReceiptPrompt : Word.TillMenuPrompt);
    public override string Hint => Say(chosen is null ? Word.ReceiptHint : Word.TillMenuHint);
    public override bool ShowsLastAction => true;
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpReceipts, Word.HelpReceiptActs, Word.HelpEscape];

    public override void Typed(string text)
    {
        if (chosen is null) Choose(text.Trim());
        else if (text.Length == 0) Back();
        else Act(text);
    }

    public override void Scanned(string code, string before) => Show(Till.Lane.Receipt(code));

    public override void Back()
    {
        if (chosen is not null) chosen = null;
        else Till.Go(sale);
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.ReceiptsTitle), Style.Titles, indent: 1);
        if (chosen is { } one) PaintOne(canvas, body, one);
        else for (var i = 0; i < list.Count; i++) canvas.Put(body, i + 2, $"{i + 1}  {Row(list[i])}", indent: 1);
    }

    /// <summary>Opens the receipt of this number, from wherever it was scanned.</summary>
    public void Open(ReceiptNumber number) => Show(Till.Lane.Receipt(number));

    void Show(Decision<KnownReceipt> found)
    {
        if (found.IsRefused(out var refusal, out var known)) Till.Refuse(refusal);
        else chosen = known;
    }

    void PaintOne(Canvas canvas, Area body, KnownReceipt one)
    {
        canvas.Put(body, 1, Row(one.Sale), Style.Strong, indent: 1);
        if (one.UpTo is { } upTo) canvas.Put(body, 2, Say(Word.ReceiptOfOtherTill, Show(upTo)), Style.Strong, indent: 1);
        Word[] acts = [Word.ReceiptCopy, Word.ReceiptGift, Word.ReceiptRefund, Word.ReceiptVoid, Word.ReceiptExchange];
        for (var i = 0; i < acts.Length; i++) canvas.Put(body, i + 3, Say(acts[i]), indent: 3);
        var row = 9;
        foreach (var (line, left) in one.Left.Select(line => (line.Line, line.Left)).Take(Math.Max(0, body.Height - row)))
            canvas.Put(body, row++, $"{Till.Show(line.Quantity),6} {line.Name}" + (left == line.Quantity ? "" : $"  ({Say(Word.ReceiptBack, Till.Show(line.Quantity - left))})"), Style.Faint, indent: 1);
    }

    string Row(SaleCompleted one)
    {
        var at = Till.State.Store is { } store ? StoreTime.At(one.CompletedAt, store.TimeZone) : one.CompletedAt;
        return $"{at:HH:mm} {one.ReceiptNumber} {Show(one.Due),11}";
    }

    void Choose(string text)
    {
        if (text.Length == 0) Back();
        else if (text is [>= '1' and <= '9'] && text[0] - '1' < list.Count) Open(list[text[0] - '1'].ReceiptNumber);
        else if (ReceiptNumber.TryParse(text.ToUpperInvariant(), out var number)) Open(number);
        else if (long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var sequence) && list.Count > 0) Open(list[0].ReceiptNumber with { Sequence = sequence });
        else Till.Refuse(Word.KeyDeadHere, text);
    }

    void Act(string text)
    {
        var known = chosen!;
        switch (text)
        {
            case "1": Print(known, ReprintKind.Copy); break;
            case "2": Print(known, ReprintKind.Gift); break;
            case "3": Till.Go(new RefundScreen(Till, sale, known)); break;
            case "4": Till.Go(new RefundScreen(Till, sale, known, ComesBack.AllAndCancelled)); break;
            case "5": Till.Go(new RefundScreen(Till, sale, known, ComesBack.ForOthers)); break;
            default: Till.Refuse(Word.KeyDeadHere, text); break;
        }
    }

    void Print(KnownReceipt known, ReprintKind kind)
    {
        var reason = Say(kind == ReprintKind.Gift ? Word.ReasonGift : Word.ReasonCopy);
        ApprovalScreen.Do(Till, approval => Till.Lane.Reprint(known.Sale.ReceiptNumber, kind, reason, approval).Refusal, () =>
        {
            chosen = null;
            Till.Tell(Word.ReceiptPrinted, known.Sale.ReceiptNumber);
        }, reason);
    }
}
