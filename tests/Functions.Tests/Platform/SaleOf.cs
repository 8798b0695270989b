using Sasuai.Functions.Seed;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Tests.Platform;

/// <summary>Sales as the lane completes them, by the shared rules themselves.</summary>
public static class SaleOf
{
    public static readonly DateTimeOffset At = new(2026, 5, 31, 3, 15, 0, TimeSpan.Zero);
    public static readonly DateOnly Day = new(2026, 5, 31);
    public static readonly TillSessionId TillSession = new(Guid.CreateVersion7());

    static readonly TaxRate ppn = new("PPN", 1_200, 11, 12);

    /// <summary>One cash sale of a demo product; points at the plain rate when a member is named.</summary>
    public static SaleCompleted Product(TestTerminal terminal, string gtin = "8996001600269", decimal quantity = 1, string? card = null, Money discount = default, DateTimeOffset? at = null)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        var (basket, priced) = Basket(gtin, quantity, card, discount);
        var due = Checkout.Due(priced, inCash: true, new(100));
        return Checkout.Complete(basket, priced, due.IsZero ? [] : [(TenderKind.Cash, due, null)], new(100), new(new Money(1_000)), Place(terminal, at)).Value;
    }

    public static SaleRefunded Refund(TestTerminal terminal, SaleCompleted sale, string gtin = "8996001600269", decimal quantity = 1, string? card = null, DateTimeOffset? at = null)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(sale);
        var (basket, priced) = Basket(gtin, quantity, card, default);
        return Checkout.Refund(new(Guid.CreateVersion7()), basket, priced, TenderKind.Cash, new(100), new(new Money(1_000)), sale.SaleId, "rusak", Place(terminal, at)).Value;
    }

    static (Basket, PricedBasket) Basket(string gtin, decimal quantity, string? card, Money discount)
    {
        var product = DemoCatalogue.All.Single(each => each.Gtin == gtin);
        var sellable = new SellableProduct(DemoChain.Product(gtin), "S00001", gtin, product.Name, product.Category, "pcs", Quantity.One, new(product.Price), 1, ppn);
        var basket = Sasuai.Sales.Basket.Start(new(Guid.CreateVersion7())).AddAsSold(sellable, Quantity.From(quantity), discount)
            .Attach(card is null ? null : new(DemoChain.Member(card), card, null, 0, 100));
        return (basket, BestOffer.Price(basket.Lines, [], At));
    }

    static AtTheTill Place(TestTerminal terminal, DateTimeOffset? at) => new(
        new(terminal.Store, terminal.Number, terminal.Epoch, ++terminal.Receipts), TillSession, DemoChain.StaffMember("101"), Day, at ?? At);
}
