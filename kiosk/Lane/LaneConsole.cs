using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sasuai.Kiosk.LocalData;

namespace Sasuai.Kiosk.Lanes;

/// <summary>
/// The lane for programs instead of people: one command on a line, one line of JSON for an answer, given when what it tells is on the disk.
/// Commands: signin NUMBER PIN, signout, open AMOUNT, close AMOUNT, scan TEXT, add PRODUCTID [QUANTITY], addat PRODUCTID PRICE, repeat, qty LINE QUANTITY, note LINE|0 TEXT,
/// void LINE REASON, undo, voidbasket REASON, search TEXT, pay AMOUNT, state; of members: member TEXT, members NAME, nomember, offers,
/// enrol PHONE|- CARD|- id|en yes|signed|no NAME, rewards, claim PLACE, unclaim PLACE REASON; of the till: cashin, cashout and
/// drop AMOUNT REASON, nosale REASON, x [paper], count SUM or count 100000x2 50000x1 …, close [AMOUNT] [REASON], z [NUMBER], training,
/// endtraining; of prices: discount LINE|sale AMOUNT|PERCENT% REASON, price LINE AMOUNT REASON, coupon CODE, why LINE; of payments: tender KIND AMOUNT [REFERENCE], withdraw REASON, settle PLACE REFERENCE|failed REASON; after the sale: park NOTE, parked, recall PLACE, refund RECEIPT LINE[*QUANTITY][!],… REASON, voidsale
/// RECEIPT REASON, norefund REASON, reprint RECEIPT, gift RECEIPT, check CODE, label CODE [COPIES]. After a refusal with approval-needed: approve NUMBER PIN REASON, or challenge NUMBER REASON and answer DIGITS, and the
/// act once more.
/// </summary>
public sealed partial class LaneConsole(Lane real)
{
    const int searchLimit = 10;

    Training? training;
    Approval? approval;

    Lane Lane => training?.Lane ?? real;

    /// <summary>Answers until the input ends or says quit.</summary>
    public void Run(TextReader input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        while (input.ReadLine() is { } line && line.Trim() != "quit")
        {
            if (line.Trim().Length == 0) continue;
            output.WriteLine(Answer(line.Trim()));
            output.Flush();
        }
        training?.End();
    }

    /// <summary>One answer, such as {"ok":true,"receipt":"JKT01-02-1-000001",…} or {"ok":false,"code":"sign-in-first","text":"…"}.</summary>
    public string Answer(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (word, rest) = Split(command);
        var before = approval;
        try
        {
            return word switch
            {
                "signin" => Said(Lane.SignIn(Split(rest).Word, Split(rest).After), (json, person) => json.WriteString("name", person.Name)),
                "signout" => Done(Lane.SignOut),
                "open" => Said(Lane.OpenTill(Amount(rest)), (json, opened) => json.WriteString("businessDate", opened.BusinessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
                "scan" => Scanned(Lane.Scan(rest)),
                "add" => Said(Lane.Add(new(Guid.Parse(Split(rest).Word)), Split(rest).After is { Length: > 0 } many ? Many(many) : Quantity.One), Basket),
                "repeat" => Said(Lane.Repeat(), Basket),
                "note" => Said(Lane.Note(int.TryParse(Split(rest).Word, NumberStyles.None, CultureInfo.InvariantCulture, out var noted) && noted > 0 ? noted : null, Split(rest).After), Basket),
                "addat" => Said(Lane.Add(new(Guid.Parse(Split(rest).Word)), Quantity.One, Amount(Split(rest).After)), Basket),
                "qty" => Said(Lane.SetQuantity(Line(rest), Many(Split(rest).After)), Basket),
                "void" => Said(Lane.VoidLine(Line(rest), Split(rest).After, approval), Basket),
                "undo" => Said(Lane.UndoVoid(), Basket),
                "voidbasket" => Said(Lane.VoidBasket(rest, approval), Basket),
                "search" => Found(rest),
                "pay" => Said(Lane.PayCash(Amount(rest)), Sold),
                "state" => State(),
                _ => OfTheTill(word, rest) ?? OfPrices(word, rest) ?? AfterSale(word, rest) ?? OfMembers(word, rest) ?? Refused(new("unknown-command", $"'{word}' is not a command.", "command"))
            };
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            return Refused(new("not-readable", $"'{rest}' cannot be read: {unreadable.Message}", word));
        }
        catch (Exception noRoom) when (LocalDatabase.IsFull(noRoom))
        {
            return Refused(LaneRefusals.DiskFull());
        }
        finally
        {
            // An approval is for the very next command.
            if (approval == before) approval = null;
        }
    }

    string State()
    {
        var state = Lane.State;
        return Line(json =>
        {
            json.WriteBoolean("ok", true);
            json.WriteString("cashier", state.Cashier?.Name);
            json.WriteBoolean("tillOpen", state.Till is not null);
            json.WriteString("saleId", state.Basket.SaleId.Value);
            json.WriteNumber("lines", state.Basket.Lines.Count);
            json.WriteNumber("unknown", state.Basket.UnknownCodes.Count);
            json.WriteNumber("discount", state.PricedBasket.Discount.Units);
            json.WriteNumber("total", state.PricedBasket.Total.Units);
            json.WriteNumber("dueInCash", state.DueInCash.Units);
            json.WriteString("member", state.Basket.Member?.Name);
            json.WriteBoolean("training", state.Practises);
        });
    }

    string Found(string text) => Line(json =>
    {
        json.WriteBoolean("ok", true);
        json.WriteStartArray("found");
        foreach (var product in Lane.Search(text, searchLimit))
        {
            json.WriteStartObject();
            json.WriteString("productId", product.ProductId.Value);
            json.WriteString("name", product.Name);
            if (product.Price is { } price) json.WriteNumber("price", price.Units);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    static string Scanned(ScanResult result) => result switch
    {
        ScanResult.Added added => Line(json => { json.WriteBoolean("ok", true); json.WriteString("scan", "added"); json.WriteNumber("line", added.Line.Number); json.WriteString("name", added.Line.Name); json.WriteNumber("quantity", added.Line.Quantity.Amount); json.WriteBoolean("expired", added.IsExpired); }),
        ScanResult.Asks asks => Line(json => { json.WriteBoolean("ok", true); json.WriteString("scan", "asks"); json.WriteString("what", asks.What.ToString()); json.WriteString("product", asks.Product.ProductId.Value); }),
        ScanResult.CouponShown coupon => Line(json => { json.WriteBoolean("ok", true); json.WriteString("scan", "coupon"); json.WriteString("coupon", coupon.Coupon); }),
        ScanResult.ReceiptRead receipt => Line(json => { json.WriteBoolean("ok", true); json.WriteString("scan", "receipt"); json.WriteString("receipt", receipt.Number.ToString()); }),
        ScanResult.BadgeRead badge => Line(json => { json.WriteBoolean("ok", true); json.WriteString("scan", "badge"); json.WriteString("number", badge.Number); }),
        ScanResult.Flagged flagged => Line(json => { json.WriteBoolean("ok", true); json.WriteString("scan", "flagged"); json.WriteString("codeRead", flagged.Code); }),
        ScanResult.MemberAttached attached => Line(json => { json.WriteBoolean("ok", true); json.WriteString("scan", "member"); json.WriteString("member", attached.Member.Name); }),
        ScanResult.QuantityPending pending => Line(json => { json.WriteBoolean("ok", true); json.WriteString("scan", "quantity"); json.WriteNumber("quantity", pending.Quantity.Amount); }),
        ScanResult.Refused refused => Refused(refused.Refusal),
        _ => throw new InvalidOperationException("There is no other result of a scan.")
    };

    static void Basket(Utf8JsonWriter json, Sasuai.Sales.Basket basket)
    {
        json.WriteString("saleId", basket.SaleId.Value);
        json.WriteNumber("lines", basket.Lines.Count);
    }

    static void Sold(Utf8JsonWriter json, CompletedSale sold)
    {
        json.WriteString("saleId", sold.Sale.SaleId.Value);
        json.WriteString("receipt", sold.Sale.ReceiptNumber.ToString());
        json.WriteNumber("total", sold.Sale.Total.Units);
        json.WriteNumber("due", sold.Sale.Due.Units);
        json.WriteNumber("change", sold.Sale.Change.Units);
        json.WriteNumber("points", sold.Sale.Points);
    }

    static string Said<T>(Decision<T> decision, Action<Utf8JsonWriter, T> tell) => decision.IsRefused(out var refusal, out var fact)
        ? Refused(refusal)
        : Line(json => { json.WriteBoolean("ok", true); tell(json, fact); });

    static string Done(Action act)
    {
        act();
        return Line(json => json.WriteBoolean("ok", true));
    }

    static string Refused(Refusal refusal) => Line(json =>
    {
        json.WriteBoolean("ok", false);
        json.WriteString("code", refusal.Code);
        json.WriteString("text", refusal.Text);
    });

    static string Line(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    static (string Word, string After) Split(string text) =>
        text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (text[..space], text[(space + 1)..].Trim()) : (text, "");

    static Money Amount(string text) => new(long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    static Quantity Many(string text) => Quantity.From(decimal.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    static int Line(string text) => int.Parse(Split(text).Word, NumberStyles.None, CultureInfo.InvariantCulture);
}
