namespace Sasuai.Functions.Seed;

/// <param name="Gtin">As printed on the packet.</param>
/// <param name="Price">Rupiah, PPN inside.</param>
sealed record DemoProduct(string Gtin, string Name, string Category, long Price);

/// <summary>The whole demo catalogue: what is really on the shelves of Indonesian shops first, then as many made-up goods as asked for.</summary>
static class DemoCatalogue
{
    public const int size = 2_000;

    public static IReadOnlyList<DemoProduct> All { get; } = [.. WellKnownProducts.All, .. MadeUpProducts.All.Take(size - WellKnownProducts.All.Count)];
}
