using System.Diagnostics;
using System.Globalization;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sync;

namespace Sasuai.Tests;

public sealed class CatalogueTests : IDisposable
{
    readonly TestTill till = new TestTill().Ready();

    [Theory]
    [InlineData("ko")]
    [InlineData("kopi")]
    [InlineData("SUSU kop")]
    [InlineData("gula ar")]
    [InlineData("KOPI-01")]
    [InlineData(TestTill.Kopi)]
    public void A_product_is_found_by_its_code_or_by_the_beginnings_of_its_words(string text) =>
        till.Lane.Search(text, 5).ShouldHaveSingleItem().ProductId.ShouldBe(TestTill.KopiId);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\" OR name:*")]
    [InlineData("*")]
    [InlineData("zzz")]
    [InlineData("opi")]
    public void A_text_that_fits_nothing_finds_nothing_and_breaks_nothing(string text) => till.Lane.Search(text, 5).ShouldBeEmpty();

    [Fact]
    public void An_exact_code_comes_before_names()
    {
        till.Pull(TestTill.CatalogueFeed,
            TestTill.ProductRow(new(TestTill.Product(10), "KOPI", "Saringan", "alat", "pcs", TestTill.Ppn, true, [])));

        till.Lane.Search("KOPI", 5).Select(found => found.Name).ShouldBe(["Saringan", "Kopi Susu Gula Aren 220ml"]);
    }

    [Fact]
    public void A_found_product_without_a_price_says_so_and_cannot_be_added()
    {
        till.Lane.Search("barang", 5).ShouldHaveSingleItem().Price.ShouldBeNull();

        till.Lane.Add(TestTill.UnpricedId, Quantity.One).Refusal!.Code.ShouldBe("no-price");
        till.Lane.Add(TestTill.RotiId, Quantity.Of(2)).Value.Lines[0].Quantity.ShouldBe(Quantity.Of(2));
    }

    [Fact]
    public void Codes_that_differ_only_in_capitals_are_two_products()
    {
        till.Pull(TestTill.CatalogueFeed,
            TestTill.ProductRow(new(TestTill.Product(11), "85123A", "White holder", "x", "pcs", TestTill.Ppn, true, [])),
            TestTill.ProductRow(new(TestTill.Product(12), "85123a", "Cream holder", "x", "pcs", TestTill.Ppn, true, [])));

        till.Lane.HistoricProduct("85123A", new(1))!.Name.ShouldBe("White holder");
        till.Lane.HistoricProduct("85123a", new(1))!.Name.ShouldBe("Cream holder");
    }

    [Fact]
    public void A_hundred_thousand_products_are_taken_in_and_searched_quickly()
    {
        var names = new[] { "Kopi", "Teh", "Susu", "Roti", "Sabun", "Beras", "Minyak", "Gula" };
        for (var page = 0; page < 100; page++)
            till.Pull(TestTill.CatalogueFeed, [.. Enumerable.Range(1_000 + page * 1_000, 1_000).Select(i => TestTill.ProductRow(new(TestTill.Product(i),
                string.Create(CultureInfo.InvariantCulture, $"SKU{i}"), string.Create(CultureInfo.InvariantCulture, $"{names[i % 8]} cap {names[i / 8 % 8]} {i}"), "x", "pcs", TestTill.Ppn, true, [])))]);
        till.Lane.Search("su", 10);

        var watch = Stopwatch.StartNew();
        till.Lane.Search("su", 10).Count.ShouldBe(10);
        till.Lane.Search("sabun gul 7", 10).ShouldNotBeEmpty();
        till.Lane.Search("SKU77777", 10)[0].Sku.ShouldBe("SKU77777");

        // Three searches; a generous bound, because the machine is shared. Alone they take a few milliseconds each.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    public void Dispose() => till.Dispose();
}
