using System.Globalization;
using System.Text.Json;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Lanes;

/// <summary>The commands about prices: discount LINE|sale AMOUNT|PERCENT% REASON, price LINE AMOUNT REASON, coupon CODE, why LINE.</summary>
public sealed partial class LaneConsole
{
    string? OfPrices(string word, string rest) => word switch
    {
        "discount" => Discount(Split(rest).Word, Split(Split(rest).After)),
        "price" => Split(Split(rest).After) is var (price, reason) ? Said(Lane.ChangePrice(Line(rest), Amount(price), reason, approval), Basket) : null,
        "coupon" => Said(Lane.ShowCoupon(rest), Basket),
        "why" => Why(Line(rest)),
        _ => null
    };

    string Discount(string where, (string Much, string Reason) what)
    {
        var discount = what.Much.EndsWith('%')
            ? new ManualDiscount((int)(decimal.Parse(what.Much.TrimEnd('%'), CultureInfo.InvariantCulture) * 100), Money.Zero, what.Reason)
            : new ManualDiscount(0, Amount(what.Much), what.Reason);
        return Said(Lane.GiveDiscount(where == "sale" ? null : Line(where), discount, approval), Basket);
    }

    string Why(int number)
    {
        var at = Lane.State.Basket.Lines.ToList().FindIndex(line => line.Number == number);
        if (at < 0) return Refused(Refusals.NoSuchLine(number));
        return Line(json =>
        {
            json.WriteBoolean("ok", true);
            json.WriteStartArray("why");
            foreach (var why in Lane.Explain().Lines[at])
            {
                json.WriteStartObject();
                json.WriteString("name", why.Name);
                json.WriteString("kind", why.Kind.ToString());
                json.WriteNumber("amount", why.Amount.Units);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }
}
