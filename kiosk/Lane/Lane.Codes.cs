using Sasuai.Codes;
using Sasuai.Kiosk.LocalData;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    /// <summary>ISO 4217 numbers of the currencies that chains count in; a price in another one is not taken from a symbol.</summary>
    static readonly Dictionary<string, string> currencyNumbers = new(StringComparer.Ordinal)
    {
        ["IDR"] = "360", ["SGD"] = "702", ["MYR"] = "458", ["USD"] = "840", ["EUR"] = "978", ["GBP"] = "826", ["SEK"] = "752"
    };

    CodeReader Reader => new(Rules.Patterns, Rules.Store?.Decimals ?? 0, Today.Year);

    DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Rules.Zone).DateTime);

    ScanResult Resolved(ScannedCode code, string text, Quantity? quantity) => code switch
    {
        ScannedCode.TradeItem item => Catalogue.ByCode(item.Said is null ? CodeReader.WithoutAim(text) : item.Gtin14, Now) is { } found ? Item(found, item.Said, quantity) : Flagged(text, wrongCheckDigit: false),
        ScannedCode.InStore label => Label(label, quantity, text),
        ScannedCode.Receipt receipt => Scanned(receipt).IsRefused(out var refusal, out var number) ? new ScanResult.Refused(refusal) : new ScanResult.ReceiptRead(number),
        ScannedCode.Badge badge => new ScanResult.BadgeRead(badge.Number),
        ScannedCode.Broken broken => Broken(broken, text),
        ScannedCode.Plain plain => Plain(plain, quantity),
        _ => throw new InvalidOperationException("There is no other code.")
    };

    /// <summary>An item whose symbol may say how much, how dear, of which lot and until when.</summary>
    ScanResult Item(FoundCode found, Gs1Data? said, Quantity? given)
    {
        if (said is null) return Added(found, given);
        var packs = given ?? Quantity.One;
        if (found.Product is not { } product) return new ScanResult.Refused(Refusals.NoPrice(found.Name));
        if (said.Currency is { } currency && currencyNumbers.GetValueOrDefault(Rules.Store!.Currency) != currency) return new ScanResult.Refused(LaneRefusals.OtherCurrency(currency));
        var pieces = said.Weight ?? Quantity.Of(said.Count ?? 1).Times(product.PackSize);
        var price = said.Price?.In(Rules.Store!.Decimals);
        if (said.Price is not null && price is null) return new ScanResult.Refused(LaneRefusals.PriceNotPayable());
        if (basket.AddLabelled(product, packs.Times(pieces), price is { } each ? each.Times(packs) : null, said).IsRefused(out var refusal, out var next)) return new ScanResult.Refused(refusal);
        return new ScanResult.Added(Keep(next).Lines[^1], IsExpired: said.Expiry < Today);
    }

    /// <summary>A label of the shop: the item by its own digits, or as the whole code with its value zeroed.</summary>
    ScanResult Label(ScannedCode.InStore label, Quantity? given, string text)
    {
        var packs = given ?? Quantity.One;
        var catalogue = Catalogue;
        if ((catalogue.ByCode(label.Whole, Now) ?? catalogue.ByCode(label.Item, Now) ?? catalogue.ByCode(label.Item.TrimStart('0'), Now)) is not { } found) return Flagged(text, wrongCheckDigit: false);
        if (label.Price is null && label.Weight is null) return Added(found, given);
        if (found.Product is not { } product) return new ScanResult.Refused(Refusals.NoPrice(found.Name));
        var quantity = label.Weight ?? ByPrice(label.Price!.Value, product.UnitPrice, product.Weighed) ?? Quantity.One;
        if (basket.AddLabelled(product, packs.Times(quantity), label.Price?.Times(packs)).IsRefused(out var refusal, out var next)) return new ScanResult.Refused(refusal);
        return new ScanResult.Added(Keep(next).Lines[^1]);
    }

    /// <summary>How much there must be in a package of this price, to the gram: for the stock, the price stays the label's.</summary>
    static Quantity? ByPrice(Money price, Money perUnit, bool weighed) =>
        weighed && perUnit > Money.Zero && price > Money.Zero ? new Quantity(Math.Max(1, new Money(price.Units).Portion(Quantity.One.Thousandths, perUnit.Units).Units)) : null;

    ScanResult Plain(ScannedCode.Plain plain, Quantity? quantity)
    {
        if (plain.Code.Length > ProductCode.maxLength) return new ScanResult.Refused(LaneRefusals.CodeTooLong(ProductCode.maxLength));
        if (Catalogue.ByCode(plain.Code, Now) is { } found) return Added(found, quantity);
        if (Rules.Promotions.Any(promotion => string.Equals(promotion.Coupon, plain.Code, StringComparison.OrdinalIgnoreCase)))
        {
            Keep(basket.Show(plain.Code));
            return new ScanResult.CouponShown(plain.Code);
        }
        if (database.Read(db => Members.ByCard(db, plain.Code)) is { } member) return Attach(member, plain.Code).IsRefused(out var refusal, out var attached) ? new ScanResult.Refused(refusal) : new ScanResult.MemberAttached(attached);
        return Flagged(plain.Code, plain.WrongCheckDigit);
    }

    ScanResult.Flagged Flagged(string code, bool wrongCheckDigit)
    {
        var shown = CodeReader.WithoutAim(code);
        Keep(basket.Flag(shown[..Math.Min(shown.Length, ProductCode.maxLength)]));
        return new(shown, wrongCheckDigit);
    }

    /// <summary>A symbol that breaks its own rules is flagged as well: the next scan must go on.</summary>
    ScanResult.Flagged Broken(ScannedCode.Broken broken, string text)
    {
        var shown = string.Concat(text.Select(letter => char.IsControl(letter) ? '|' : letter));
        Keep(basket.Flag(shown[..Math.Min(shown.Length, ProductCode.maxLength)]));
        return new(shown, WrongCheckDigit: false, broken.Why);
    }
}
