using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Tests;

/// <summary>Things of a shop that tests need, made in one line.</summary>
static class A
{
    public static readonly DateTimeOffset Today = new(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(7));
    public static readonly TaxRate Ppn = new("PPN", 1_200, 11, 12);
    public static readonly Quantity One = Quantity.One;

    public static SellableProduct Product(string name, long price, string category = "Minuman", Quantity? pack = null) =>
        new(new(new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))), name, name, name, category, "pcs",
            pack ?? Quantity.One, new(price), 1, Ppn);

    public static Basket Basket(params (SellableProduct Product, long Quantity)[] lines)
    {
        var basket = Sasuai.Sales.Basket.Start(new(Guid.CreateVersion7()));
        foreach (var (product, quantity) in lines) basket = basket.Add(product, Quantity.Of(quantity)).Value;
        return basket;
    }

    public static Promotion PercentOff(int percent, string? category = null, ProductId? product = null) =>
        new(new(Guid.CreateVersion7()), $"{percent} %", percent * 100, category, product, Today.AddDays(-1), Today.AddDays(1), true);

    public static AtTheTill Till(long sequence = 1) =>
        new(new("JKT01", 1, 1, sequence), new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), DateOnly.FromDateTime(Today.DateTime), Today);
}
