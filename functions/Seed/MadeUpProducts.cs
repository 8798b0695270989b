using System.Globalization;
using Sasuai.Codes;

namespace Sasuai.Functions.Seed;

/// <summary>
/// Goods of brands that do not exist, the same on every machine. Their codes begin with 899, the prefix of GS1 Indonesia, behind
/// which stands a company number that no company in the demo has, and end in a right check digit.
/// </summary>
static class MadeUpProducts
{
    sealed record Kind(string Category, long BasePrice, string[] Names, string[] Sizes);

    static readonly string[] brands = ["Melati", "Cap Gajah", "Nusantara", "Sinar Pagi", "Rasa Ibu", "Kencana", "Dapur Kita", "Bintang Timur", "Sari Laut", "Lestari", "Puspa"];

    static readonly Kind[] kinds =
    [
        new("Minuman", 5_000, ["Teh Melati", "Teh Lemon", "Kopi Susu", "Jus Jambu", "Jus Mangga", "Air Kelapa"], ["250 ml", "350 ml", "500 ml", "1 L"]),
        new("Susu", 7_000, ["Susu UHT Cokelat", "Susu UHT Stroberi", "Susu UHT Full Cream", "Yogurt Minum"], ["125 ml", "200 ml", "250 ml", "1 L"]),
        new("Mi Instan", 3_000, ["Mi Goreng", "Mi Kuah Soto", "Mi Kuah Kari", "Mi Rendang", "Bihun Instan"], ["70 g", "85 g", "5 bungkus"]),
        new("Makanan Ringan", 6_000, ["Keripik Singkong", "Keripik Kentang", "Kacang Garing", "Kerupuk Udang", "Pilus"], ["50 g", "90 g", "180 g"]),
        new("Biskuit", 8_000, ["Biskuit Kelapa", "Wafer Cokelat", "Crackers Keju", "Biskuit Susu"], ["60 g", "120 g", "300 g"]),
        new("Bumbu", 9_000, ["Kecap Manis", "Kecap Asin", "Saus Sambal", "Saus Tomat", "Terasi", "Bumbu Nasi Goreng"], ["50 g", "135 ml", "275 ml", "550 ml"]),
        new("Sembako", 18_000, ["Beras Pandan", "Gula Pasir", "Tepung Terigu", "Minyak Goreng", "Garam Meja"], ["500 g", "1 kg", "2 kg", "5 kg"]),
        new("Kopi & Teh", 12_000, ["Kopi Bubuk", "Kopi Tubruk", "Teh Celup", "Teh Tubruk"], ["65 g", "165 g", "isi 25"]),
        new("Sabun", 5_000, ["Sabun Batang", "Sabun Cair", "Sabun Sirih"], ["75 g", "110 g", "450 ml"]),
        new("Perawatan Diri", 14_000, ["Sampo", "Kondisioner", "Pasta Gigi", "Hand Body"], ["70 ml", "170 ml", "340 ml"]),
        new("Kebersihan", 11_000, ["Deterjen Bubuk", "Deterjen Cair", "Pewangi Pakaian", "Pembersih Lantai", "Sabun Cuci Piring"], ["210 ml", "450 ml", "800 ml", "1,8 kg"]),
        new("Alat Tulis", 4_000, ["Buku Tulis", "Pulpen", "Pensil 2B", "Penghapus"], ["satuan", "isi 5", "isi 10"]),
    ];

    public static IEnumerable<DemoProduct> All { get; } = Make();

    static IEnumerable<DemoProduct> Make()
    {
        var number = 0;
        // The size turns slowest, so that the first goods are of every kind and every brand.
        for (var size = 0; size < kinds.Max(kind => kind.Sizes.Length); size++)
            for (var name = 0; name < kinds.Max(kind => kind.Names.Length); name++)
                foreach (var brand in brands)
                    foreach (var kind in kinds.Where(kind => size < kind.Sizes.Length && name < kind.Names.Length))
                        yield return new(Gtin(++number), $"{brand} {kind.Names[name]} {kind.Sizes[size]}", kind.Category, PriceOf(kind, name, size, number));
    }

    static long PriceOf(Kind kind, int name, int size, int number) => (kind.BasePrice * (10 + 8 * size + name) / 10 + number % 7 * 250) / 100 * 100;

    static string Gtin(int number)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"89909{number:0000000}");
        return string.Create(CultureInfo.InvariantCulture, $"{digits}{Codes.Gtin.CheckDigit(digits)}");
    }
}
