using Sasuai.Sales;

namespace Sasuai.Pricing;

/// <summary>One line as it must be paid: before and after its discount, and its tax.</summary>
/// <param name="Discount">Everything that was taken off: offers, history, <paramref name="ManualDiscount"/>. From 0 to Gross.</param>
/// <param name="PromotionId">The promotion with the greatest part.</param>
/// <param name="Net">Gross − Discount.</param>
/// <param name="Tax">Inside Net, or on top of it.</param>
/// <param name="TaxOnTop">The part of Tax that comes on top of Net.</param>
/// <param name="Offers">Each promotion's part, greatest first.</param>
/// <param name="ManualDiscount">What a person took off, the line's part of the sale's discount included.</param>
/// <param name="Rate">The rate that held; null for the line's own.</param>
public sealed record PricedLine(
    Money Gross, Money Discount, PromotionId? PromotionId, Money Net, Money Tax,
    Money TaxOnTop = default, IReadOnlyList<LineOffer>? Offers = null, Money ManualDiscount = default, TaxRate? Rate = null);

/// <summary>A whole basket priced: the sums of its lines. Gross − Discount + TaxOnTop = Total.</summary>
public sealed record PricedBasket(IReadOnlyList<PricedLine> Lines, Money Gross, Money Discount, Money Total, Money Tax, Money TaxOnTop = default);
