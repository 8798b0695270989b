using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>F2: another quantity for one line, with the sale still in view. A scan is never a quantity: it closes this and is sold.</summary>
public sealed class QuantityScreen(Till till, SaleScreen sale, BasketLine line) : Screen(till)
{
    public override string Prompt => Say(Word.QuantityPrompt, Glyphs.Cut(line.Name, 20));
    public override string Hint => Say(Word.QuantityHint);
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override void Paint(Canvas canvas, Area body) => sale.Paint(canvas, body);
    public override void Back() => Till.Go(sale);

    public override void Typed(string text)
    {
        if (QuantityField.IsScan(text)) Scanned(text, "");
        else if (text.Length == 0) Back();
        else if (QuantityField.Read(text) is { } quantity) Set(quantity);
        else Till.Refuse(Word.QuantityUnreadable, text);
    }

    public override void Scanned(string code, string before)
    {
        Till.Go(sale);
        sale.Scanned(code, before);
    }

    void Set(Quantity quantity)
    {
        if (Till.Lane.SetQuantity(line.Number, quantity).IsRefused(out var refusal, out _))
        {
            Till.Refuse(refusal);
            return;
        }
        Till.Go(sale);
        Till.Done(Say(Word.QuantitySet, line.Name, Till.Show(line.Quantity), Till.Show(quantity)),
            () => Till.Lane.SetQuantity(line.Number, line.Quantity).Refusal);
    }
}
