using System.Globalization;
using System.Text.Json;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Lanes;

/// <summary>The commands about prices and payments: discount LINE|sale AMOUNT|PERCENT% REASON, price LINE AMOUNT REASON, coupon CODE, why LINE; tender KIND AMOUNT [REFERENCE] (QRIS with ? is not certain), withdraw REASON, settle PLACE REFERENCE|failed REASON.</summary>
public sealed partial class LaneConsole
{
    string? OfPrices(string word, string rest) => word switch
    {
        "discount" => Discount(Split(rest).Word, Split(Split(rest).After)),
        "price" => Split(Split(rest).After) is var (price, reason) ? Said(Lane.ChangePrice(Line(rest), Amount(price), reason, approval), Basket) : null,
        "coupon" => Said(Lane.ShowCoupon(rest), Basket),
        "why" => Why(Line(rest)),
        "tender" => Tender(Split(rest).Word, Split(Split(rest).After)),
        "withdraw" => Said(Lane.WithdrawTender(rest), Basket),
        "settle" => Settle(Line(rest), Split(Split(rest).After)),
        _ => null
    };

    string Discount(string where, (string Much, string Reason) what)
    {
        var discount = what.Much.EndsWith('%')
            ? new ManualDiscount((int)(decimal.Parse(what.Much.TrimEnd('%'), CultureInfo.InvariantCulture) * 100), Money.Zero, what.Reason)
            : new ManualDiscount(0, Amount(what.Much), what.Reason);
        return Said(Lane.GiveDiscount(where == "sale" ? null : Line(where), discount, approval), Basket);
    }

    string Tender(string kind, (string Much, string Reference) part)
    {
        var unknown = kind.EndsWith('?');
        if (!Enum.TryParse<TenderKind>(kind.TrimEnd('?'), ignoreCase: true, out var way)) return Refused(new("unknown-tender", $"'{kind}' is no way to pay.", "tender"));
        var offered = new OfferedTender(way, Amount(part.Much), part.Reference.Length > 0 ? part.Reference : null, unknown ? TenderState.Unknown : TenderState.Confirmed);
        return Said(Lane.Pay(offered, approval), (json, paid) =>
        {
            json.WriteNumber("left", paid.Left.Units);
            if (paid.Sold is { } sold) Sold(json, sold);
        });
    }

    string Settle(int place, (string Reference, string Reason) how)
    {
        var list = Lane.Unsettled;
        if (place < 1 || place > list.Count) return Refused(LaneRefusals.NothingToUndo());
        var failed = how.Reference == "failed";
        return Said(Lane.Settle(list[place - 1], failed ? TenderState.Failed : TenderState.Confirmed, failed ? "-" : how.Reference, how.Reason), (json, settled) => json.WriteString("state", settled.State.ToString()));
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
