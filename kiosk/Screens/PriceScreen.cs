using System.Globalization;
using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>F4: why a line costs what it costs, and another price or a discount by hand: for the line, or after F4 again for the whole sale.</summary>
public sealed class PriceScreen(Till till, SaleScreen sale, int? number) : Screen(till)
{
    readonly int? number = number;
    int? line = number;
    (ManualDiscount? Discount, Money? Price, string Typed)? asked;

    public override string Prompt => Say(asked is not null ? Word.ApprovalReason : line is null ? Word.PriceOfSale : Word.PriceOfLine);
    public override string Hint => asked is not null ? Say(Word.DrawerReasonHint, Say(Word.ReasonPrice)) : Say(line is null ? Word.PriceOfSaleHint : Word.PriceOfLineHint);

    public override IReadOnlyList<LiveKey> Keys =>
    [
        Help, new(KeyName.F4, line is null ? Word.KeyPriceLine : Word.KeyPriceSale, Other, number is null ? Word.WhyNoLine : null),
        new(KeyName.F8, Word.KeyTakeOff, TakeBack, Given is null ? Word.WhyNoDiscount : null)
    ];

    public override IReadOnlyList<Word> HelpLines => [Word.HelpPriceWhy, Word.HelpPriceHand, Word.HelpPriceSale, Word.HelpEscape];

    ManualDiscount? Given => line is { } chosen ? Till.State.Basket.Line(chosen)?.Manual : Till.State.Basket.Discount;

    public override void Typed(string text)
    {
        if (asked is { } what) Do(what.Discount, what.Price, text.Trim() is { Length: > 0 } reason ? reason : Say(Word.ReasonPrice));
        else if (text.Length == 0) Back();
        else if (Read(text) is { } read) asked = (read.Discount, read.Price, text);
        else Till.Refuse(Word.PriceUnreadable, text);
    }

    public override void Scanned(string code, string before)
    {
        Till.Go(sale);
        sale.Scanned(code, "");
    }

    public override void Back()
    {
        if (asked is not null) asked = null;
        else Till.Go(sale);
    }

    public override void Paint(Canvas canvas, Area body)
    {
        if (line is { } chosen && Till.State.Basket.Lines.ToList().FindIndex(one => one.Number == chosen) is >= 0 and var at) PaintLine(canvas, body, at);
        else PaintSale(canvas, body);
        if (asked is { } what) canvas.Put(body, body.Height - 1, what.Typed, Style.Strong, indent: 3);
    }

    /// <summary>12,5% and 1000 take off; =9000 is a new price each.</summary>
    (ManualDiscount? Discount, Money? Price)? Read(string text)
    {
        if (text[0] == '=') return line is not null && MoneyField.Read(text[1..], Till.Decimals) is { } price ? (null, price) : null;
        if (text[^1] != '%') return MoneyField.IsTooLong(text) || MoneyField.Read(text, Till.Decimals) is not { } amount || amount.IsZero ? null : (new(0, amount, ""), null);
        return decimal.TryParse(text[..^1].Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is > 0 and <= 100 && percent * 100 == decimal.Truncate(percent * 100) ? (new((int)(percent * 100), Money.Zero, ""), null) : null;
    }

    void Do(ManualDiscount? discount, Money? price, string reason)
    {
        asked = null;
        ApprovalScreen.Do(Till,
            approval => price is { } each ? Till.Lane.ChangePrice(line!.Value, each, reason, approval).Refusal : Till.Lane.GiveDiscount(line, discount! with { Reason = reason }, approval).Refusal,
            () =>
            {
                Till.Go(sale);
                if (price is null) Till.Done(Say(Word.DiscountGivenTold, reason), () => Till.Lane.TakeDiscountBack(line).Refusal);
                else Till.Tell(Word.PriceChangedTold, Show(price.Value), reason);
            }, reason);
    }

    void TakeBack()
    {
        if (Till.Lane.TakeDiscountBack(line).IsRefused(out var refusal, out _)) Till.Refuse(refusal);
        else Till.Tell(Word.DiscountTakenBack);
    }

    void Other() => line = line is null ? number : null;

    void PaintLine(Canvas canvas, Area body, int at)
    {
        var (item, told) = (Till.State.Basket.Lines[at], Till.Lane.Explain());
        var price = told.Basket.Lines[at];
        canvas.Put(body, 0, item.Name, Style.Titles, indent: 1);
        canvas.Put(body, 1, $"{Till.Show(item.Quantity)} x {Show(item.UnitPrice)} = {Show(price.Gross)}" + (price.Discount.IsZero ? "" : $" - {Show(price.Discount)} = {Show(price.Net)}"), Style.Strong, indent: 1);
        var row = 3;
        if (!price.ManualDiscount.IsZero) canvas.Put(body, row++, $"+ {Say(Word.ByHand)} -{Show(price.ManualDiscount)} {item.Manual?.Reason}", indent: 2);
        foreach (var why in told.Lines[at].Take(Math.Max(0, body.Height - row - 1)))
            canvas.Put(body, row++, WhyWords.In(Till, why), why.Kind == WhyKind.Applied ? Style.Plain : Style.Faint, indent: 2);
        if (told.Lines[at].Count == 0) canvas.Put(body, row, Say(Word.NoPromotions), Style.Faint, indent: 2);
    }

    void PaintSale(Canvas canvas, Area body)
    {
        var priced = Till.State.PricedBasket;
        canvas.Put(body, 0, Say(Word.PriceOfSale), Style.Titles, indent: 1);
        (Word Name, Money Amount)[] rows = [(Word.Subtotal, priced.Gross), (Word.Discount, priced.Discount), (Word.Total, priced.Total)];
        for (var i = 0; i < rows.Length; i++) canvas.Put(body, i + 2, $"{Say(rows[i].Name),-12} {Show(rows[i].Amount),14}", indent: 2);
        if (Till.State.Basket.Discount is { } given) canvas.Put(body, 6, $"{Say(Word.ByHand)}: {given.Reason}", indent: 2);
    }
}
