using Sasuai.Kiosk.Lanes;

namespace Sasuai.Kiosk.Screens;

/// <summary>What something costs, without selling it. Enter on nothing adds it after all.</summary>
public sealed class PriceCheckScreen(Till till, SaleScreen sale) : Screen(till)
{
    CheckedPrice? seen;
    string code = "";

    public override string Prompt => Say(Word.PriceCheckPrompt);
    public override string Hint => Say(seen is null ? Word.PriceCheckHint : Word.PriceCheckAddHint);
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpPriceCheck, Word.HelpEscape];
    public override void Back() => Till.Go(sale);

    public override void Typed(string text)
    {
        if (text.Length > 0) Look(text);
        else if (seen is null) Back();
        else
        {
            Till.Go(sale);
            sale.Scanned(code, "");
        }
    }

    public override void Scanned(string code, string before) => Look(code);

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.PriceCheckTitle), Style.Titles, indent: 1);
        if (seen is not { } price) return;
        canvas.Put(body, 2, price.Name, Style.Strong, indent: 1);
        BigDigits.Draw(canvas, body.Rows(4, BigDigits.height).Columns(0, body.Width - 1), Show(price.Net), Style.Block);
        canvas.PutRight(body, 10, Show(price.Net) + (price.Net == price.Gross ? "" : $" ({Show(price.Gross)})"), Style.Strong, indent: 1);
        if (price.Offers.Count > 0) canvas.Put(body, 11, string.Join(", ", price.Offers), Style.Told, indent: 1);
    }

    void Look(string text)
    {
        if (Till.Lane.CheckPrice(text).IsRefused(out var refusal, out var price)) Till.Refuse(refusal);
        else (seen, code) = (price, text);
    }
}
