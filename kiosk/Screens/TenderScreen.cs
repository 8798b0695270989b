namespace Sasuai.Kiosk.Screens;

/// <summary>Cash: notes by key or an amount by hand, and Enter. Nothing is taken before Enter, and Escape goes back to the sale as it was.</summary>
public sealed class TenderScreen(Till till, SaleScreen sale) : MoneyScreen(till)
{
    /// <summary>Each press adds one note, so that two notes of 100 000 are two presses.</summary>
    const long plusNote = 50_000, starNote = 100_000;

    /// <summary>More change than this in minor units is more often a slip than a wish.</summary>
    public const long largeChange = 1_000_000;

    Money? sureOf;

    public override string Prompt => Say(Word.TenderPrompt);
    public override string Hint => Say(Word.TenderHint);
    protected override Word NotMoney => Word.ScanFinishPayment;
    public override IReadOnlyList<LiveKey> Keys => [Help, new(KeyName.F9, Word.KeyWays, () => Till.Go(new WaysScreen(Till, sale)))];

    Money Due => Till.State.DueInCash;

    public override bool Press(Stroke stroke)
    {
        switch (stroke)
        {
            case { Name: KeyName.Letter, Letter: '/' }: Put(Due); return true;
            case { Name: KeyName.Letter, Letter: '+' }: Put(Offered + new Money(plusNote)); return true;
            case { Name: KeyName.Letter, Letter: '*' }: Put(Offered + new Money(starNote)); return true;
            default: return false;
        }
    }

    public override void Back() => Till.Go(sale);

    protected override void Nothing() => Amount(Due);

    protected override void Amount(Money amount)
    {
        // Goods that came back pay for everything: nothing is taken, whatever was typed.
        if (Till.State.Basket.Return is not null && Due.IsZero) amount = Money.Zero;
        if (amount < Due)
        {
            Till.Refuse(Word.StillMissing, Show(Due - amount));
            return;
        }
        if (amount - Due >= new Money(largeChange) && sureOf != amount)
        {
            sureOf = amount;
            Till.Entry.Set(amount.ToString());
            Till.Refuse(Word.LargeChange, Show(amount - Due));
            return;
        }
        if (Till.Lane.PayCash(amount).IsRefused(out var refusal, out var paid))
        {
            Till.Refuse(refusal);
            return;
        }
        Till.Undo = null;
        Till.Go(new SaleScreen(Till, paid));
        Till.Tell("");
    }

    public override void Paint(Canvas canvas, Area body)
    {
        var state = Till.State;
        canvas.Put(body, 0, Say(Word.TenderTitle), Style.Titles, indent: 1);
        var back = state.ToGiveBack;
        canvas.PutRight(body, 1, back.IsZero ? $"{Say(Word.ToPay)} {Show(Due)}" : $"{Say(Word.ToGiveBack)} {Show(back)}", Style.Strong, indent: 1);
        BigDigits.Draw(canvas, body.Rows(3, BigDigits.height).Columns(0, body.Width - 1), Show(back.IsZero ? Due : back), Style.Block);
        var left = body.Columns(1, body.Width - 2);
        canvas.Put(left, 9, $"{Say(Word.Total)} {Show(state.PricedBasket.Total)}");
        if (state.Basket.Return is { } held) canvas.Put(left, 11, $"{Say(Word.ReturnWorth)} {Show(-held.Worth)}", Style.Told);
        if (Due != state.Left) canvas.Put(left, 10, $"{Say(Word.Rounding)} {Show(Due - state.Left)}");
        if (state.Basket.Paid is { Count: > 0 } paid) canvas.PutRight(left, 10, $"{Say(Word.PaidAlready)} {Show(paid.Aggregate(Money.Zero, (sum, tender) => sum + tender.Given))}", Style.Told);
        canvas.Put(left, 12, $"[/] {Say(Word.QuickExact)}  [+] +{Show(new(plusNote))}  [*] +{Show(new(starNote))}", Style.Told);
        PaintOffered(canvas, left);
    }

    void PaintOffered(Canvas canvas, Area area)
    {
        if (Till.Entry.IsEmpty || MoneyField.IsTooLong(Till.Entry.Text)) return;
        canvas.Put(area, 14, $"{Say(Word.Given)} {Show(Offered)}");
        if (Offered < Due) canvas.Put(area, 15, Say(Word.StillMissing, Show(Due - Offered)), Style.Warning);
        else canvas.Put(area, 15, $"{Say(Word.Change)} {Show(Offered - Due)}", Style.Strong);
    }

    Money Offered => MoneyField.Read(Till.Entry.Text, Till.Decimals) ?? Money.Zero;

    // As it would be typed, so that Backspace and more digits work on it.
    void Put(Money amount) => Till.Entry.Set(MoneyField.Write(amount, Till.Decimals));
}
