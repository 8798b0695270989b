using Sasuai.Kiosk.Devices;

namespace Sasuai.Tests.Devices;

/// <summary>Receipts for the tests of devices.</summary>
static class AReceipt
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 5, 0, TimeSpan.FromHours(7));

    /// <summary>Two kopi with a discount, a weighed mango, a member, cash.</summary>
    public static Receipt OfKopi() => new()
    {
        Header = ["SASUAI BANDUNG", "Jl. Braga 10, Bandung"],
        Npwp = "01.234.567.8-901.000",
        Number = "BDG01-02-1-000123",
        Time = Noon,
        Cashier = "Sari",
        Lines =
        [
            new("Kopi Kapal Api Special Mix 10 sachet isi 24 g", Quantity.Of(2), new(15_500), new(31_000), new(3_100)),
            new("Mangga harum manis", new(1_250), new(32_000), new(40_000), default, "kg"),
        ],
        Gross = new(71_000),
        Discount = new(3_100),
        Total = new(67_900),
        Taxes = [new("DPP PPN 12 %", new(61_171), "PPN 12 % (termasuk)", new(6_729))],
        Rounding = new(100),
        Tenders = [new("Tunai", new(100_000))],
        Change = new(32_000),
        Member = new("Budi Santoso", 67, 1_234_567),
        Footer = ["Terima kasih", "Barang dapat ditukar dalam 3 hari dengan struk ini"],
    };

    /// <summary>Any receipt, with names and amounts that no shop would have.</summary>
    public static Receipt Any(Random chance) => new()
    {
        Header = Several(chance, 4, () => Text(chance, 70)),
        Npwp = chance.Next(2) == 0 ? null : Text(chance, 40),
        Number = "N" + Text(chance, 50),
        Time = Noon.AddMinutes(chance.Next()),
        Cashier = Text(chance, 60),
        Lines = Several(chance, 8, () => new ReceiptLine(Text(chance, 120), new(Amount(chance)), new(Amount(chance)), new(Amount(chance)),
            new(chance.Next(3) == 0 ? Amount(chance) : 0), chance.Next(2) == 0 ? null : Text(chance, 40),
            chance.Next(3) == 0 ? Several(chance, 3, () => new ReceiptOffer(Text(chance, 60), new(Amount(chance) / 8))) : null, new(chance.Next(5) == 0 ? Amount(chance) / 8 : 0), chance.Next(5) == 0 ? Text(chance, 90) : null)),
        Gross = new(Amount(chance)),
        Discount = new(chance.Next(2) == 0 ? 0 : Amount(chance)),
        Total = new(Amount(chance)),
        Taxes = Several(chance, 3, () => new ReceiptTax(Text(chance, 50), new(Amount(chance)), Text(chance, 50), new(Amount(chance)), chance.Next(2) == 0)),
        Note = chance.Next(2) == 0 ? null : Text(chance, 90),
        Rounding = new(chance.Next(-500, 500)),
        Tenders = Several(chance, 4, () => new ReceiptTender(Text(chance, 60), new(Amount(chance)), chance.Next(2) == 0 ? null : Text(chance, 70))),
        Change = new(Amount(chance)),
        Member = chance.Next(2) == 0 ? null : new(Text(chance, 60), Amount(chance), Amount(chance), chance.Next(2) == 0 ? 0 : Amount(chance)),
        Footer = Several(chance, 4, () => Text(chance, 90)),
    };

    static List<T> Several<T>(Random chance, int most, Func<T> one) => [.. Enumerable.Range(0, chance.Next(most + 1)).Select(_ => one())];

    static long Amount(Random chance) => (chance.NextInt64() >> chance.Next(1, 62)) * (chance.Next(4) == 0 ? -1 : 1);

    static string Text(Random chance, int longest)
    {
        const string letters = "abc defgh ijKLM   NOé€ñ茶\u0301\u001b\n\t\u00a0🍦“–x01";
        return string.Concat(Enumerable.Range(0, chance.Next(longest + 1)).Select(_ => letters[chance.Next(letters.Length)]));
    }
}
