using System.Globalization;
using System.Text.Json;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Lanes;

/// <summary>The commands of parking and after the sale: park NOTE, parked, recall PLACE, refund and exchange RECEIPT LINE[*QUANTITY][!],… REASON, voidsale RECEIPT REASON, norefund REASON, reprint RECEIPT, gift RECEIPT, check CODE, label CODE [COPIES].</summary>
public sealed partial class LaneConsole
{
    string? AfterSale(string word, string rest) => word switch
    {
        "park" => Said(Lane.Park(rest), (json, parked) => json.WriteString("saleId", parked.Basket.SaleId.Value)),
        "parked" => Line(json =>
        {
            json.WriteBoolean("ok", true);
            json.WriteStartArray("parked");
            foreach (var one in Lane.Parked) json.WriteStringValue($"{one.Amount.Units} {one.Note}");
            json.WriteEndArray();
        }),
        "recall" => Lane.Parked.ElementAtOrDefault(Line(rest) - 1) is { } parked ? Said(Lane.Recall(parked.Basket.SaleId), Basket) : Refused(LaneRefusals.NotParked()),
        "refund" => Number(rest) is { } number ? Said(Lane.RefundSale(number, Lines(number, Split(rest).After), TenderKind.Cash, null, Reason(rest), approval), Refunded) : Refused(NoNumber(rest)),
        "exchange" => Number(rest) is { } number ? Said(Lane.HoldReturn(number, Lines(number, Split(rest).After), Reason(rest), approval), (json, held) => json.WriteNumber("worth", held.Worth.Units)) : Refused(NoNumber(rest)),
        "voidsale" => Number(rest) is { } number ? Said(Lane.VoidSale(number, Split(rest).After, approval), Refunded) : Refused(NoNumber(rest)),
        "norefund" => Said(Lane.RefundWithoutReceipt(rest, approval), Refunded),
        "reprint" => Number(rest) is { } number ? Said(Lane.Reprint(number, ReprintKind.Copy, "asked for", approval), Printed) : Refused(NoNumber(rest)),
        "gift" => Number(rest) is { } number ? Said(Lane.Reprint(number, ReprintKind.Gift, "present", approval), Printed) : Refused(NoNumber(rest)),
        "check" => Said(Lane.CheckPrice(rest), (json, price) => { json.WriteString("name", price.Name); json.WriteNumber("price", price.Net.Units); }),
        "label" => Said(Lane.PrintLabel(Split(rest).Word, Split(rest).After is { Length: > 0 } many ? int.Parse(many, NumberStyles.None, CultureInfo.InvariantCulture) : 1), (json, label) => { json.WriteString("name", label.Name); json.WriteString("price", label.Price); json.WriteString("barcode", label.Code); }),
        _ => null
    };

    static string Reason(string rest) => Split(Split(rest).After).After;

    ReturnedLine[] Lines(ReceiptNumber number, string text) => [.. Split(text).Word.Split(',').Select(part =>
    {
        var (plain, condition) = (part.TrimEnd('!'), part.EndsWith('!') ? GoodsCondition.Waste : GoodsCondition.Restock);
        return plain.Split('*') is [var line, var many] ? new ReturnedLine(int.Parse(line, CultureInfo.InvariantCulture), Many(many), condition)
            : new ReturnedLine(int.Parse(plain, CultureInfo.InvariantCulture), LeftOf(number, int.Parse(plain, CultureInfo.InvariantCulture)), condition);
    })];

    Quantity LeftOf(ReceiptNumber number, int line) =>
        Lane.Receipt(number).IsRefused(out _, out var known) ? Quantity.One : known.Left.FirstOrDefault(one => one.Line.Number == line)?.Left ?? Quantity.One;

    static void Refunded(Utf8JsonWriter json, SaleRefunded refund)
    {
        json.WriteString("receipt", refund.ReceiptNumber.ToString());
        json.WriteNumber("due", refund.Due.Units);
        json.WriteNumber("total", refund.Total.Units);
    }

    static void Printed(Utf8JsonWriter json, ReceiptReprinted printed) => json.WriteNumber("copy", printed.Copy);

    static ReceiptNumber? Number(string rest) => ReceiptNumber.TryParse(Split(rest).Word, out var number) ? number : null;

    static Refusal NoNumber(string rest) => new("not-readable", $"'{Split(rest).Word}' is no receipt number.", "receipt");
}
