using Sasuai.Kiosk.Lanes;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>An item without a fixed price, or one that is weighed: the cashier types what it does not say, with the sale still in view. A scan is neither.</summary>
public sealed class AskedScreen(Till till, SaleScreen sale, SellableProduct product, Quantity quantity, Asked what) : Screen(till)
{
    public override string Prompt => Say(what == Asked.Price ? Word.OpenPricePrompt : Word.WeightPrompt, Glyphs.Cut(product.Name, 20), product.Unit);
    public override string Hint => Say(what == Asked.Price ? Word.OpenPriceHint : Word.WeightHint);
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpOpenPrice, Word.HelpWeight, Word.HelpEscape];
    public override void Paint(Canvas canvas, Area body) => sale.Paint(canvas, body);
    public override void Back() => Till.Go(sale);

    public override void Typed(string text)
    {
        if (text.Length == 0) Back();
        else if (QuantityField.IsScan(text)) Scanned(text, "");
        else if (what == Asked.Weight && QuantityField.Read(text) is { } weight) Add(weight, null);
        else if (what == Asked.Weight) Till.Refuse(Word.QuantityUnreadable, text);
        else if (!MoneyField.IsTooLong(text) && MoneyField.Read(text, Till.Decimals) is { } price) Add(quantity, price);
        else Till.Refuse(Word.AmountUnreadable, text);
    }

    void Add(Quantity many, Money? price)
    {
        if (Till.Lane.Add(product.ProductId, many, price).IsRefused(out var refusal, out var basket))
        {
            Till.Refuse(refusal);
            return;
        }
        Till.Go(sale);
        sale.Added(basket.Lines[^1]);
    }
}
