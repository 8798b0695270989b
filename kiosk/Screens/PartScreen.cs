using Sasuai.Kiosk.Lanes;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>One part of a payment: how much, all that is left when nothing is typed, and the number by which the money can be found again.</summary>
public sealed class PartScreen(Till till, SaleScreen sale, TenderKind kind) : MoneyScreen(till)
{
    Money? amount;
    string? asked;

    bool NeedsReference => kind is TenderKind.Card or TenderKind.BankTransfer or TenderKind.EWallet or TenderKind.GiftCard;

    public override string Prompt => $"{TenderNames.In(Till.Language, kind)}, {Say(amount is null ? Word.PartAmount : Word.PartReference)}";
    public override string Hint => Say(amount is null ? Word.PartAmountHint : Word.PartReferenceHint);
    protected override Word NotMoney => Word.ScanFinishPayment;
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpWaysSplit, Word.HelpPartReference, Word.HelpEscape];

    public override void Typed(string text)
    {
        if (amount is null) base.Typed(text);
        else if (text.Trim().Length > 0) Take(amount.Value, text.Trim());
    }

    /// <summary>A card's slip or a gift card may carry a barcode with its number.</summary>
    public override void Scanned(string code, string before)
    {
        if (amount is { } part) Take(part, code);
        else base.Scanned(code, before);
    }

    public override void Back()
    {
        if (amount is not null) amount = null;
        else Till.Go(new WaysScreen(Till, sale));
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, TenderNames.In(Till.Language, kind), Style.Titles, indent: 1);
        canvas.PutRight(body, 1, $"{Say(Word.LeftToPay)} {Show(Left)}", Style.Strong, indent: 1);
        BigDigits.Draw(canvas, body.Rows(3, BigDigits.height).Columns(0, body.Width - 1), Show(amount ?? Left), Style.Block);
        if (amount is { } part) canvas.Put(body, 9, $"{Say(Word.PartAmount)} {Show(part)}", Style.Strong, indent: 1);
        if (asked is { } card) canvas.Put(body, 10, $"{TenderNames.In(Till.Language, kind)} {card}: {Show(Till.Lane.OnGiftCard(card))}", Style.Told, indent: 1);
    }

    Money Left => kind == TenderKind.Cash ? Till.State.DueInCash : Till.State.Left;

    protected override void Nothing() => Amount(Left);

    protected override void Amount(Money amount)
    {
        if (kind == TenderKind.Qris) AskQris(amount);
        else if (kind != TenderKind.Cash && amount > Left) Till.Refuse(Refusals.TenderTooLarge());
        else if (NeedsReference) this.amount = amount;
        else Take(amount, null);
    }

    void AskQris(Money part)
    {
        if (Till.Lane.Qris(part).IsRefused(out var refusal, out var code)) Till.Refuse(refusal);
        else Till.Go(new QrisScreen(Till, sale, code));
    }

    void Take(Money part, string? reference)
    {
        asked = kind == TenderKind.GiftCard && Till.State.Store?.Counter?.GiftCards == true ? reference : null;
        Take(Till, sale, new(kind, part, reference));
    }

    /// <summary>Takes a payment; the sale is completed, or the ways of paying are shown for what is left.</summary>
    public static void Take(Till till, SaleScreen sale, OfferedTender tender)
    {
        ArgumentNullException.ThrowIfNull(till);
        Payment? paid = null;
        ApprovalScreen.Do(till, approval =>
            {
                if (till.Lane.Pay(tender, approval).IsRefused(out var refusal, out paid)) return refusal;
                return null;
            },
            () =>
            {
                till.Undo = null;
                if (paid!.Sold is { } sold) till.Go(new SaleScreen(till, sold));
                else till.Go(new WaysScreen(till, sale));
                till.Tell("");
            });
    }
}
