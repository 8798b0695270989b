using Sasuai.Kiosk.LocalData;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Staff;

namespace Sasuai.Kiosk.Lanes;

/// <summary>The answer of a price check: before and after the promotions that count for it.</summary>
public sealed record CheckedPrice(string Name, Money Gross, Money Net, IReadOnlyList<string> Offers);

public sealed partial class Lane
{
    /// <summary>The open basket's prices, with a reason for every promotion on every line.</summary>
    public PricedWithReasons Explain()
    {
        lock (door) return BestOffer.Explain(basket, PricingRules, Now);
    }

    /// <summary>What one piece of a code costs now, with the promotions that would count for it alone; nothing is sold.</summary>
    public Decision<CheckedPrice> CheckPrice(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out _)) return refusal;
            if (Article(code).IsRefused(out refusal, out var product)) return refusal;
            if (Basket.Start(basket.SaleId).Attach(basket.Member).Add(product, Quantity.One).IsRefused(out refusal, out var alone)) return refusal;
            var line = BestOffer.Price(alone, PricingRules, Now).Lines[0];
            return new CheckedPrice(product.Name, line.Gross, line.Net, [.. (line.Offers ?? []).Select(offer => offer.Name)]);
        }
    }

    /// <summary>Takes something off one line, or off the whole sale when no line is named: who, when and why stand in a fact.</summary>
    /// <param name="discount">Its reason must be told.</param>
    public Decision<Basket> GiveDiscount(int? line, ManualDiscount discount, Approval? approval = null)
    {
        ArgumentNullException.ThrowIfNull(discount);
        lock (door)
        {
            if (string.IsNullOrWhiteSpace(discount.Reason)) return LaneRefusals.ReasonMissing();
            var decided = line is { } number ? basket.Reduce(number, discount) : basket.Reduce(discount);
            return decided.IsRefused(out var refusal, out var next) ? refusal : Alter(next, line, null, Right.Discount, discount.Reason, approval);
        }
    }

    /// <summary>Another price each for one line, instead of the catalogue's.</summary>
    public Decision<Basket> ChangePrice(int line, Money price, string reason, Approval? approval = null)
    {
        lock (door)
        {
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (price > DrawerLimit) return LaneRefusals.AmountTooLarge(DrawerLimit);
            return basket.Reprice(line, price).IsRefused(out var refusal, out var next) ? refusal : Alter(next, line, price, Right.ChangePrice, reason, approval);
        }
    }

    /// <summary>Takes a discount given by hand back; no reason is asked, because nothing is given away.</summary>
    public Decision<Basket> TakeDiscountBack(int? line)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out _)) return refusal;
            var decided = line is { } number ? basket.Reduce(number, null) : basket.Reduce(null);
            return decided.IsRefused(out refusal, out var next) ? refusal : Keep(next);
        }
    }

    /// <summary>A coupon was shown. Whether it counts is the promotions' matter, and their reasons tell.</summary>
    public Decision<Basket> ShowCoupon(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out _)) return refusal;
            var coupon = code.Trim();
            return Rules.Promotions.Any(promotion => string.Equals(promotion.Coupon, coupon, StringComparison.OrdinalIgnoreCase)) ? Keep(basket.Show(coupon)) : LaneRefusals.CouponUnknown(coupon);
        }
    }

    /// <summary>Why a coupon that was shown takes nothing off this basket; null when it does, or when the basket is empty.</summary>
    public WhyNot? WhyNotCoupon(string code)
    {
        lock (door)
        {
            var promotions = Rules.Promotions.Where(promotion => string.Equals(promotion.Coupon, code, StringComparison.OrdinalIgnoreCase)).Select(promotion => promotion.PromotionId).ToHashSet();
            var reasons = Explain().Lines.SelectMany(line => line).Where(why => promotions.Contains(why.PromotionId)).ToArray();
            return reasons.Any(why => why.Kind == WhyKind.Applied) ? null : reasons.MinBy(why => why.Kind == WhyKind.OtherGoods);
        }
    }

    /// <summary>Keeps the altered basket with its fact. What is asked for is the money that goes, and its part of what would be paid.</summary>
    Decision<Basket> Alter(Basket next, int? line, Money? price, Right right, string reason, Approval? approval)
    {
        if (Selling().IsRefused(out var refusal, out var at)) return refusal;
        var after = BestOffer.Price(next, PricingRules, Now);
        var off = Priced(Now).Total - after.Total;
        var (all, basisPoints) = off > Money.Zero ? TakenOff(next, after, line) : (Money.Zero, 0);
        if (Allowed(right, basket.SaleId.Value, all, approval, basisPoints).IsRefused(out refusal, out var given)) return refusal;
        var fact = new DiscountGiven(basket.SaleId, line, line is { } named ? basket.Line(named)!.Name : "", off, price, at.Cashier.StaffId, Now, reason.Trim(), given?.ApprovalId);
        database.Write(db =>
        {
            Use(db, given);
            changes.Append(db, NewFactId(), fact, Money.Zero);
            KeepIn(db, next);
        });
        return basket = next;
    }

    /// <summary>All that persons take off this line, or the sale, against the catalogue's prices: many small discounts are one large one.</summary>
    (Money Amount, int BasisPoints) TakenOff(Basket next, PricedBasket after, int? line)
    {
        var plain = BestOffer.Price(next with { Discount = null, Lines = [.. next.Lines.Select(AsInTheCatalogue)] }, PricingRules, Now);
        var (whole, left) = line is { } number ? (plain.Lines[IndexOf(number)].Net, after.Lines[IndexOf(number)].Net) : (plain.Total, after.Total);
        var off = Money.Max(whole - left, Money.Zero);
        // A percentage is rounded to whole units: one unit more than it is no greater discount.
        return (off, off > Money.Zero && whole > Money.Zero ? (int)Math.Min(10_000, ((off.Units - 1) * 10_000 + whole.Units - 1) / whole.Units) : 0);
    }

    BasketLine AsInTheCatalogue(BasketLine line) => line.FixedGross is null && Catalogue.ById(line.ProductId, Now)?.Product is { OpenPrice: false } known
        ? line with { Manual = null, UnitPrice = known.UnitPrice } : line with { Manual = null };

    int IndexOf(int line) => basket.Lines.ToList().FindIndex(one => one.Number == line);

    PricingRules PricingRules => new(Rules.Promotions, Rules.Zone, Rules.Taxes, UsedByMember, Rules.HasCaps ? database.Read(db => OfferUses.Granted(db, Rules.Promotions)) : null);
}
