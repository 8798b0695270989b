namespace Sasuai.Kiosk.Screens;

/// <summary>
/// F10 asks before the whole basket goes, and why. Yes is F10 again and not Enter, because every scan ends with Enter; a scan means no, and is sold.
/// </summary>
public sealed class VoidBasketScreen(Till till, SaleScreen sale) : Screen(till)
{
    public override string Prompt =>
        Say(Word.VoidBasketPrompt, Till.State.Basket.Lines.Count + Till.State.Basket.UnknownCodes.Count, Show(Till.State.PricedBasket.Total));

    public override string Hint => Say(Word.VoidBasketHint);
    public override IReadOnlyList<LiveKey> Keys => [Help, new(KeyName.F10, Word.KeyYes, Void)];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpVoidReason, Word.HelpEscape];

    public override void Paint(Canvas canvas, Area body)
    {
        sale.Paint(canvas, body);
        canvas.Bar(body, 0, Style.Plain);
        canvas.Put(body, 0, VoidReasons.Choices(Till.Language), Style.Told, indent: 1);
    }

    public override void Typed(string text) => Back();
    public override void Back() => Till.Go(sale);

    public override void Scanned(string code, string before)
    {
        Till.Go(sale);
        sale.Scanned(code, "");
    }

    void Void()
    {
        var (typed, reason) = (Till.Entry.Text, VoidReasons.Of(Till.Language, Till.Entry.Text));
        Till.Entry.Clear();
        ApprovalScreen.Do(Till, approval => Till.Lane.VoidBasket(reason, approval).Refusal, () =>
        {
            Till.GoHome();
            Till.Tell(Word.BasketVoided);
        }, typed.Length > 0 ? reason : "");
    }
}
