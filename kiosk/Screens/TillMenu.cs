namespace Sasuai.Kiosk.Screens;

/// <summary>F6: what is done with the till itself.</summary>
public sealed class TillMenu(Till till, SaleScreen sale) : Screen(till)
{
    public override string Prompt => Say(Word.TillMenuPrompt);
    public override string Hint => Say(Word.TillMenuHint);
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override void Back() => Till.Go(sale);

    (Word Name, Action Do, Word? WhyNot)[] Lines =>
    [
        (Word.TillMenuLock, Lock, null),
        (Word.TillMenuClose, () => Till.Go(new CloseTillScreen(Till)), Till.State.Basket.IsEmpty ? null : Word.WhyBasketOpen),
        (Word.TillMenuDrawer, () => Till.Go(new CashDrawerScreen(Till)), null),
        (Word.TillMenuX, ShowX, null),
        (Word.TillMenuZ, ShowZ, null),
        (Till.State.Practises ? Word.TillMenuTrainingEnd : Word.TillMenuTraining, () => Till.Go(new TrainingScreen(Till)), null),
        (Word.TillMenuSettle, () => Till.Go(new UnsettledScreen(Till)), Till.Lane.Unsettled.Count == 0 ? Word.WhyNothingToSettle : null),
        (Word.TillMenuReceipts, () => Till.Go(new ReceiptsScreen(Till, sale)), null),
        (Word.TillMenuParked, () => Till.Go(new ParkedScreen(Till, sale)), Till.Lane.Parked.Count == 0 ? Word.WhyNothingParked : null),
        (Word.TillMenuPriceCheck, () => Till.Go(new PriceCheckScreen(Till, sale)), null),
        (Word.TillMenuNoReceipt, RefundBasket, Till.State.Basket.Lines.Count == 0 ? Word.WhyBasketEmpty : null),
        (Word.TillMenuLabels, () => Till.Go(new LabelScreen(Till, sale)), null),
    ];

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.TillMenuTitle), Style.Titles, indent: 1);
        var row = 2;
        foreach (var (name, _, whyNot) in Lines)
        {
            canvas.Put(body, row++, Say(name), whyNot is null ? Style.Plain : Style.Faint, indent: 3);
            if (whyNot is { } why) canvas.Put(body, row++, Say(why), Style.Faint, indent: 6);
        }
    }

    public override void Typed(string text)
    {
        var lines = Lines;
        if (text.Length == 0) Back();
        else if (!int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) || number < 1 || number > lines.Length) Till.Refuse(Word.KeyDeadHere, text);
        else if (lines[number - 1].WhyNot is { } why) Till.Refuse(why);
        else lines[number - 1].Do();
    }

    public override void Scanned(string code, string before)
    {
        Till.Go(sale);
        sale.Scanned(code, "");
    }

    void Lock()
    {
        Till.Lane.SignOut();
        Till.GoHome();
        Till.Tell(Word.SignedOut);
    }

    /// <summary>What was scanned comes back without a receipt.</summary>
    void RefundBasket()
    {
        var reason = Say(Word.ReasonRefund);
        Sales.SaleRefunded? done = null;
        ApprovalScreen.Do(Till, approval => Till.Lane.RefundWithoutReceipt(reason, approval).IsRefused(out var refusal, out done) ? refusal : null, () =>
        {
            Till.GoHome();
            Till.Tell(Word.Refunded, done!.ReceiptNumber, Show(done.Due));
        }, reason);
    }

    void ShowX() => ReportScreen.ShowX(Till);

    void ShowZ() => ReportScreen.ShowZ(Till);
}
