using System.Globalization;
using Sasuai.Kiosk.Lanes;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>What a customer wants who brings goods back.</summary>
public enum ComesBack { ForMoney, ForOthers, AllAndCancelled }

/// <summary>
/// Goods of a receipt come back: each line by its number, 2 for all of line 2, 2*1 for one piece of it, with ! behind it when it is spoiled.
/// Enter on nothing goes on to the reason. They come back for money or for other goods; or the whole sale is cancelled.
/// </summary>
public sealed class RefundScreen(Till till, SaleScreen sale, KnownReceipt known, ComesBack why = ComesBack.ForMoney) : Screen(till)
{
    readonly Dictionary<int, ReturnedLine> back = [];
    readonly bool cancel = why == ComesBack.AllAndCancelled;
    bool asksReason = why == ComesBack.AllAndCancelled;

    public override string Prompt => Say(asksReason ? Word.ApprovalReason : Word.RefundPrompt);
    public override string Hint => asksReason ? Say(Word.DrawerReasonHint, Say(Word.ReasonRefund)) : Say(Word.RefundHint);
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpRefundLines, Word.HelpRefundSpoiled, Word.HelpRefundMoney, Word.HelpExchange, Word.HelpEscape];

    /// <summary>In cash, or to the card when nothing else paid. What was paid without money goes back as itself whatever this is.</summary>
    TenderKind Kind => why == ComesBack.ForOthers ? TenderKind.Exchange : known.Sale.Tenders is [{ Kind: TenderKind.Card }] ? TenderKind.Card : TenderKind.Cash;

    public override void Typed(string text)
    {
        if (asksReason) Do(text.Trim() is { Length: > 0 } reason ? reason : Say(Word.ReasonRefund));
        else if (text.Length > 0) Mark(text.Trim());
        else if (back.Count == 0) Back();
        else asksReason = true;
    }

    public override void Back()
    {
        if (asksReason && !cancel) asksReason = false;
        else Till.Go(new ReceiptsScreen(Till, sale));
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(why switch { ComesBack.AllAndCancelled => Word.ReceiptVoidTitle, ComesBack.ForOthers => Word.ExchangeTitle, _ => Word.RefundTitle }), Style.Titles, indent: 1);
        canvas.PutRight(body, 0, known.Sale.ReceiptNumber.ToString(), Style.Faint, indent: 1);
        var row = 2;
        foreach (var line in known.Left.Take(Math.Max(0, body.Height - 4)))
        {
            var marked = back.GetValueOrDefault(line.Line.Number);
            var left = cancel ? line.Line.Quantity : marked?.Quantity ?? Quantity.Zero;
            var spoiled = marked?.Condition == GoodsCondition.Waste ? " !" : "";
            canvas.Put(body, row++, $"{line.Line.Number,2}  {Till.Show(left)}/{Till.Show(line.Left)} {line.Line.Name}{spoiled}", cancel || marked is not null ? Style.Strong : line.Left.IsPositive ? Style.Plain : Style.Faint, indent: 1);
        }
        canvas.PutRight(body, body.Height - 1, string.Join("  ", GoesBack.Select(tender => $"{TenderNames.In(Till.Language, tender.Kind)} {Show(tender.Amount)}")), Style.Strong, indent: 1);
    }

    IReadOnlyList<Tender> GoesBack => cancel ? known.Sale.Tenders : Trial.IsRefused(out _, out var refund) ? [new(Kind, Money.Zero, Money.Zero)] : refund.Tenders;

    Decision<SaleRefunded> Trial => Refund.Decide(known.Sale, known.Refunds, [.. back.Values], Kind, Reference, Till.State.Store?.CashRounding ?? Money.Zero, "?", default,
        new(default, default, default, default, Till.Now));

    void Mark(string text)
    {
        var condition = text.EndsWith('!') ? GoodsCondition.Waste : GoodsCondition.Restock;
        var parts = text.TrimEnd('!').Split('*');
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || known.Left.FirstOrDefault(line => line.Line.Number == number) is not { } line)
        {
            Till.Refuse(Word.KeyDeadHere, text);
            return;
        }
        // The same line once more takes it out again.
        if (parts.Length == 1 && back.GetValueOrDefault(number) is { } marked && marked.Condition == condition)
        {
            back.Remove(number);
            return;
        }
        var quantity = parts.Length == 1 ? line.Left : QuantityField.Read(parts[1]);
        if (quantity is not { } many || !many.IsPositive || many > line.Left) Till.Refuse(Refusals.RefundExceedsSale(line.Line.Name, line.Left));
        else back[number] = new(number, many, condition);
    }

    void Do(string reason)
    {
        SaleRefunded? done = null;
        ApprovalScreen.Do(Till, approval =>
        {
            if (why == ComesBack.ForOthers) return Till.Lane.HoldReturn(known.Sale.ReceiptNumber, [.. back.Values], reason, approval).Refusal;
            var answer = cancel ? Till.Lane.VoidSale(known.Sale.ReceiptNumber, reason, approval) : Till.Lane.RefundSale(known.Sale.ReceiptNumber, [.. back.Values], Kind, Reference, reason, approval);
            return answer.IsRefused(out var refusal, out done) ? refusal : null;
        }, () => Told(done), reason);
    }

    void Told(SaleRefunded? done)
    {
        Till.GoHome();
        if (done is not null) Till.Tell(Word.Refunded, done.ReceiptNumber, Show(done.Due));
        else if (Till.State.Basket.Return is { } held) Till.Tell(Word.ReturnHeldTold, Show(held.Worth));
    }

    string? Reference => Kind == TenderKind.Card ? known.Sale.Tenders[0].Reference : null;
}
