using System.Text.Json.Serialization;
using Sasuai.Loyalty;
using Sasuai.Pricing;

namespace Sasuai.Sales;

/// <summary>What the catalogue knows of a product at this store and moment, enough to sell it without asking again.</summary>
/// <param name="Code">The code that was read, as it was read.</param>
/// <param name="PackSize">How many pieces this code stands for: 24 for a carton's code.</param>
/// <param name="PriceVersion">Which version of the price was used; a sale is never re-priced.</param>
/// <param name="OpenPrice">The cashier types the price; the catalogue's is only a proposal.</param>
/// <param name="Weighed">Sold by weight: a quantity has decimals and is asked for when the code does not bring it.</param>
public sealed record SellableProduct(
    ProductId ProductId, string Sku, string Code, string Name, string Category, string Unit, Quantity PackSize, Money UnitPrice, long PriceVersion, TaxRate Tax,
    string? Brand = null, bool OpenPrice = false, bool Weighed = false);

/// <summary>Money that a person takes off, with why. Exactly one of the two is above 0.</summary>
/// <param name="BasisPoints">Hundredths of a per cent of what is left after promotions, 0 to 10 000.</param>
/// <param name="Amount">A fixed amount, 0 or more; never more is taken off than there is.</param>
public sealed record ManualDiscount(int BasisPoints, Money Amount, string Reason);

/// <summary>One item row of a sale that is still open.</summary>
/// <param name="Number">1 for the first row; never reused within a basket.</param>
/// <param name="GivenDiscount">Money already taken off the whole line by history; 0 or more. A discount of today is <paramref name="Manual"/>.</param>
/// <param name="Manual">What a person takes off this line.</param>
/// <param name="FixedGross">The whole line's price when the code itself brought it (a price label); it then counts whatever unit price and quantity say.</param>
/// <param name="Lot">From the code: which batch it is of.</param>
/// <param name="Expiry">From the code: the last day on which it may be sold.</param>
public sealed record BasketLine(
    int Number, ProductId ProductId, string Code, string Name, string Category, string Unit, Quantity Quantity,
    Money UnitPrice, long PriceVersion, TaxRate Tax, Money GivenDiscount = default,
    string? Brand = null, ManualDiscount? Manual = null, Money? FixedGross = null, string? Note = null,
    string? Lot = null, DateOnly? Expiry = null, string? Serial = null)
{
    /// <summary>What the line costs before any discount.</summary>
    [JsonIgnore]
    public Money Gross => FixedGross ?? UnitPrice.Times(Quantity);

    /// <summary>Nothing tells it from another of the same product, so that the next one may be added to it.</summary>
    [JsonIgnore]
    public bool IsPlain => GivenDiscount.IsZero && Manual is null && FixedGross is null && Note is null && Lot is null && Expiry is null && Serial is null;
}

/// <summary>A code that nobody knew. It is flagged in its place and never stops the next scan.</summary>
public sealed record UnknownCode(int Number, string Code);

/// <summary>The member that a basket belongs to, as known when attached.</summary>
public sealed record BasketMember(MemberId MemberId, string Name, string? TierName, long Points, int TierMultiplierPercent, TierId? TierId = null,
    Money StoreCredit = default, Money AccountLeft = default);

/// <summary>
/// A sale that is not yet completed. Every operation gives a new basket or a refusal; the kiosk keeps each durably before it shows it.
/// </summary>
/// <param name="Discount">What a person takes off the whole sale, after the lines' own discounts; it is split over the lines.</param>
/// <param name="Paid">What was already taken of a payment in several parts, in its order.</param>
/// <param name="Return">Goods that come back with this basket, on one ticket.</param>
/// <param name="Rewards">What the member took for points and gets with this sale; the points are gone already.</param>
/// <param name="Coupons">Coupon codes that were scanned or typed, each once; which of them count is the pricing engine's decision.</param>
public sealed record Basket(
    SaleId SaleId, IReadOnlyList<BasketLine> Lines, IReadOnlyList<UnknownCode> UnknownCodes, BasketMember? Member, int LastNumber,
    ManualDiscount? Discount = null, IReadOnlyList<string>? Coupons = null, string? Note = null,
    IReadOnlyList<OfferedTender>? Paid = null, HeldReturn? Return = null,
    IReadOnlyList<ClaimedReward>? Rewards = null)
{
    /// <summary>More of one line than this is a mistyped quantity (a scan is 8 digits or more).</summary>
    public static readonly Quantity QuantityLimit = Quantity.Of(99_999);

    public static Basket Start(SaleId saleId) => new(saleId, [], [], null, 0);

    public bool IsEmpty => Lines.Count == 0 && UnknownCodes.Count == 0 && Return is null;

    /// <summary>Adds what was scanned. The same product again, straight after, adds to its line.</summary>
    public Decision<Basket> Add(SellableProduct product, Quantity packs)
    {
        if (!packs.IsPositive) return Refusals.QuantityNotPositive();
        if (packs > QuantityLimit) return Refusals.QuantityTooLarge(QuantityLimit);
        var quantity = packs.Times(product.PackSize);
        if (LastLine is { IsPlain: true } last && last.ProductId == product.ProductId && last.UnitPrice == product.UnitPrice)
            return SetQuantity(last.Number, last.Quantity + quantity);
        if (quantity > QuantityLimit) return Refusals.QuantityTooLarge(QuantityLimit);
        var number = LastNumber + 1;
        var line = new BasketLine(number, product.ProductId, product.Code, product.Name, product.Category, product.Unit, quantity,
            product.UnitPrice, product.PriceVersion, product.Tax, Brand: product.Brand);
        return this with { Lines = [.. Lines, line], LastNumber = number };
    }

    /// <summary>Adds what a label or a symbol told more of: its own price, a lot, an expiry, a serial number. Such a line stands for itself.</summary>
    /// <param name="gross">The whole line's price, when the label carried it.</param>
    public Decision<Basket> AddLabelled(SellableProduct product, Quantity quantity, Money? gross, Codes.Gs1Data? said = null)
    {
        if (!quantity.IsPositive) return Refusals.QuantityNotPositive();
        if (quantity > QuantityLimit) return Refusals.QuantityTooLarge(QuantityLimit);
        var number = LastNumber + 1;
        var line = new BasketLine(number, product.ProductId, product.Code, product.Name, product.Category, product.Unit, quantity,
            product.UnitPrice, product.PriceVersion, product.Tax, default, product.Brand, FixedGross: gross, Lot: said?.Lot, Expiry: said?.Expiry, Serial: said?.Serial);
        return this with { Lines = [.. Lines, line], LastNumber = number };
    }

    /// <summary>Adds a line as history tells it: its own price and discount, never merged with another.</summary>
    public Basket AddAsSold(SellableProduct product, Quantity quantity, Money discount)
    {
        var number = LastNumber + 1;
        var line = new BasketLine(number, product.ProductId, product.Code, product.Name, product.Category, product.Unit, quantity,
            product.UnitPrice, product.PriceVersion, product.Tax, discount, product.Brand);
        return this with { Lines = [.. Lines, line], LastNumber = number };
    }

    public Basket Flag(string code) =>
        this with { UnknownCodes = [.. UnknownCodes, new(LastNumber + 1, code)], LastNumber = LastNumber + 1 };

    public Decision<Basket> SetQuantity(int number, Quantity quantity)
    {
        if (!quantity.IsPositive) return Refusals.QuantityNotPositive();
        if (quantity > QuantityLimit) return Refusals.QuantityTooLarge(QuantityLimit);
        if (Line(number) is null) return Refusals.NoSuchLine(number);
        if (IsReward(number)) return Refusals.RewardLine();
        return Change(number, line => line with { Quantity = quantity });
    }

    /// <summary>Takes a line or a flagged code out. The caller records the fact <see cref="LineVoided"/>.</summary>
    public Decision<Basket> Void(int number) =>
        Line(number) is null && UnknownCodes.All(code => code.Number != number)
            ? Refusals.NoSuchLine(number)
            : IsReward(number) ? Refusals.RewardLine()
            : this with { Lines = [.. Lines.Where(line => line.Number != number)], UnknownCodes = [.. UnknownCodes.Where(code => code.Number != number)] };

    /// <summary>What a person takes off one line; null takes it back. The caller records the fact <see cref="DiscountGiven"/>.</summary>
    public Decision<Basket> Reduce(int number, ManualDiscount? discount)
    {
        if (Line(number) is null) return Refusals.NoSuchLine(number);
        if (Wrong(discount) is { } wrong) return wrong;
        return Change(number, line => line with { Manual = discount });
    }

    /// <summary>What a person takes off the whole sale; null takes it back.</summary>
    public Decision<Basket> Reduce(ManualDiscount? discount)
    {
        if (Wrong(discount) is { } wrong) return wrong;
        return this with { Discount = discount };
    }

    /// <summary>Another price each for one line, instead of the catalogue's.</summary>
    public Decision<Basket> Reprice(int number, Money price)
    {
        if (Line(number) is null) return Refusals.NoSuchLine(number);
        if (price.IsNegative) return Refusals.PriceNegative();
        if (IsReward(number)) return Refusals.RewardLine();
        return Change(number, line => line with { UnitPrice = price, FixedGross = null });
    }

    /// <summary>The member took a reward that is money off; the pricing engine takes it off. The caller records the fact <see cref="RewardClaimed"/>.</summary>
    public Basket Claim(ClaimedReward reward) => this with { Rewards = [.. Rewards ?? [], reward] };

    /// <summary>The member took goods for points: one of them is added as a line of its own, without a price.</summary>
    public Decision<Basket> Claim(ClaimedReward reward, SellableProduct goods)
    {
        if (AddLabelled(goods with { UnitPrice = Money.Zero }, Quantity.One, Money.Zero).IsRefused(out var refusal, out var next)) return refusal;
        return next.Change(next.LastNumber, line => line with { Note = reward.Name }).Claim(reward with { Line = next.LastNumber });
    }

    /// <summary>Without this reward, and without its goods; null when it was not taken here. The caller records the fact <see cref="RewardClaimCancelled"/>.</summary>
    public Basket? GiveBack(RewardClaimId claim) => Rewards?.FirstOrDefault(reward => reward.RewardClaimId == claim) is not { } back ? null : this with
    {
        Lines = [.. Lines.Where(line => line.Number != back.Line)], Rewards = Rewards.Count == 1 ? null : [.. Rewards.Where(reward => reward.RewardClaimId != claim)]
    };

    bool IsReward(int number) => Rewards?.Any(reward => reward.Line == number) == true;

    /// <summary>A coupon counts once, however often it is scanned.</summary>
    public Basket Show(string coupon) =>
        Coupons?.Contains(coupon, StringComparer.OrdinalIgnoreCase) == true ? this : this with { Coupons = [.. Coupons ?? [], coupon] };

    public Basket Annotate(string? note) => this with { Note = note };

    public Decision<Basket> Annotate(int number, string? note)
    {
        if (Line(number) is null) return Refusals.NoSuchLine(number);
        return Change(number, line => line with { Note = note });
    }

    Basket Change(int number, Func<BasketLine, BasketLine> change) => this with { Lines = [.. Lines.Select(line => line.Number == number ? change(line) : line)] };

    static Refusal? Wrong(ManualDiscount? discount) =>
        discount is { } given && (given.BasisPoints is < 0 or > 10_000 || given.Amount.IsNegative || given.BasisPoints > 0 == given.Amount > Money.Zero) ? Refusals.DiscountWrong() : null;

    public Basket Attach(BasketMember? member) => this with { Member = member };

    public BasketLine? Line(int number) => Lines.FirstOrDefault(line => line.Number == number);

    BasketLine? LastLine => Lines.Count > 0 && Lines[^1].Number == LastNumber ? Lines[^1] : null;
}
