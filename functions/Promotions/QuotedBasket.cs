using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Functions.Promotions;

/// <summary>A priced basket as an answer: each line with what every promotion did for it.</summary>
sealed record QuotedBasket(IReadOnlyList<QuotedLine> Lines, Money Gross, Money Discount, Money Total, Money Tax, Money TaxOnTop)
{
    public static QuotedBasket Of(Basket basket, PricedWithReasons priced) => new(
        [.. basket.Lines.Select((line, i) => QuotedLine.Of(line, priced.Basket.Lines[i], priced.Lines[i]))],
        priced.Basket.Gross, priced.Basket.Discount, priced.Basket.Total, priced.Basket.Tax, priced.Basket.TaxOnTop);
}

sealed record QuotedLine(string Code, string Name, Quantity Quantity, Money UnitPrice, Money Gross, Money Discount, Money Net, Money Tax, Money TaxOnTop, IReadOnlyList<QuotedReason> Promotions)
{
    public static QuotedLine Of(BasketLine line, PricedLine price, IReadOnlyList<WhyNot> reasons) => new(
        line.Code, line.Name, line.Quantity, line.UnitPrice, price.Gross, price.Discount, price.Net, price.Tax, price.TaxOnTop,
        [.. reasons.Select(why => new QuotedReason(why.PromotionId, why.Name, why.Kind.ToString(), why.Amount, why.Missing, why.Instead))]);
}

/// <param name="Kind">A name of <see cref="WhyKind"/>, such as Applied or SpendMore.</param>
sealed record QuotedReason(PromotionId PromotionId, string Name, string Kind, Money Amount, Money Missing, string? Instead);
