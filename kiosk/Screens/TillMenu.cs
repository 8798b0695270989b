namespace Sasuai.Kiosk.Screens;

/// <summary>F6: what is done with the till itself.</summary>
public sealed class TillMenu(Till till, SaleScreen sale) : Screen(till)
{
    public override string Prompt => Say(Word.TillMenuPrompt);
    public override string Hint => Say(Word.TillMenuHint);
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override void Back() => Till.Go(sale);

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.TillMenuTitle), Style.Titles, indent: 1);
        canvas.Put(body, 2, Say(Word.TillMenuLock), indent: 3);
        canvas.Put(body, 3, Say(Word.TillMenuClose), Till.State.Basket.IsEmpty ? Style.Plain : Style.Faint, indent: 3);
        if (!Till.State.Basket.IsEmpty) canvas.Put(body, 4, Say(Word.WhyBasketOpen), Style.Faint, indent: 6);
    }

    public override void Typed(string text)
    {
        switch (text)
        {
            case "": Back(); break;
            case "1": Lock(); break;
            case "2" when !Till.State.Basket.IsEmpty: Till.Refuse(Word.WhyBasketOpen); break;
            case "2": Till.Go(new CloseTillScreen(Till)); break;
            default: Till.Refuse(Word.KeyDeadHere, text); break;
        }
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
}
