using System.Globalization;
using System.Security.Cryptography;
using CsCheck;
using Sasuai.Codes;
using Sasuai.Sales;

namespace Sasuai.Tests.Sales;

/// <summary>The code on a receipt says the sale back to whoever has the catalogue, and one changed letter of it is not believed.</summary>
public sealed class SignedReceiptTests
{
    static readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    static readonly string publicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    static ReceiptProduct? Product(ProductId id) => new(id, "SKU", "Barang", "lain", "pcs", null);

    static readonly Gen<SaleCompleted> sales =
        from lines in Gen.Select(Gen.Long[-5_000_000, 5_000_000], Gen.Long[1, 99_000], Gen.Bool).List[1, 15]
        from member in Gen.Bool
        from points in Gen.Long[0, 9_999]
        select Sale(lines, member, points);

    static SaleCompleted Sale(List<(long Money, long Quantity, bool Taxed)> lines, bool member, long points)
    {
        SoldLine[] sold = [.. lines.Select((line, i) => new SoldLine(i + 1, new(Guid.CreateVersion7()), "SKU", "Barang", "lain", "pcs", new(line.Quantity), new(Math.Abs(line.Money)), 3,
            new(line.Money + 700), new(700), null, new(line.Money), line.Taxed ? "PPN" : "NONE", line.Taxed ? 1_200 : 0, 11, 12, new(line.Taxed ? line.Money / 10 : 0), default, null, new(200)))];
        var total = new Money(sold.Sum(line => line.Net.Units));
        return new(new(Guid.CreateVersion7()), new("JKT01", 3, 2, 71), default, default, member ? new(Guid.CreateVersion7()) : null, new(2026, 3, 2), DateTimeOffset.FromUnixTimeMilliseconds(1_772_472_600_123), sold,
            [new(TenderKind.Card, total, total, "654321")], total + new Money(700 * sold.Length), new(700 * sold.Length), total, new(sold.Sum(line => line.Tax.Units)), new(0), total, new(0), points, []);
    }

    [Fact]
    public void What_was_sold_is_read_back_whole() => sales.Sample(sale =>
    {
        var code = SignedReceipt.Write(sale, key).ShouldNotBeNull();
        SignedReceipt.TryRead(code, out var read).ShouldBeTrue();
        read.IsSignedBy(publicKey).ShouldBeTrue();
        var back = read.Open(Product).ShouldNotBeNull();
        back.Lines.ShouldBe(sale.Lines);
        back.Tenders.ShouldBe(sale.Tenders);
        (back with { Lines = [], Tenders = [], UnknownCodes = [] }).ShouldBe(sale with { Lines = [], Tenders = [], UnknownCodes = back.UnknownCodes });
        new CodeReader([], 0, 2026).Read(code).ShouldBe(new ScannedCode.Receipt(sale.ReceiptNumber, code));
    }, iter: 200);

    [Fact]
    public void One_changed_letter_is_not_believed() => Gen.Select(sales, Gen.Int[0, 10_000], Gen.Int[1, 31]).Sample((sale, at, by) =>
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var code = SignedReceipt.Write(sale, key)!.ToCharArray();
        var place = SignedReceipt.prefix.Length + (at % (code.Length - SignedReceipt.prefix.Length));
        code[place] = letters[(letters.IndexOf(code[place], StringComparison.Ordinal) + by) % letters.Length];
        (SignedReceipt.TryRead(new(code), out var read) && read.IsSignedBy(publicKey)).ShouldBeFalse();
    }, iter: 300);

    [Fact]
    public void Another_key_has_not_signed_it_and_a_piece_is_no_receipt()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var code = SignedReceipt.Write(Sale([(5_000, 1_000, true)], true, 5), key)!;
        SignedReceipt.TryRead(code, out var read).ShouldBeTrue();

        read.IsSignedBy(Convert.ToBase64String(other.ExportSubjectPublicKeyInfo())).ShouldBeFalse();
        read.IsSignedBy("no key").ShouldBeFalse();
        read.Open(_ => null).ShouldBeNull();
        for (var cut = 1; cut < code.Length; cut++) (SignedReceipt.TryRead(code[..^cut], out var piece) && piece.IsSignedBy(publicKey)).ShouldBeFalse();
        new CodeReader([], 0, 2026).Read(code.Replace('A', '!')).ShouldBeOfType<ScannedCode.Broken>().Why.Code.ShouldBe("no-receipt");
    }

    [Fact]
    public void A_sale_that_is_too_long_or_not_certainly_paid_has_its_number_alone()
    {
        var some = Sale([(5_000, 1_000, true)], true, 5);
        SignedReceipt.Write(some with { Tenders = [new(TenderKind.Qris, new(5_000), new(5_000), null, TenderState.Unknown)] }, key).ShouldBeNull();
        SignedReceipt.Write(Sale([.. Enumerable.Repeat((5_000L, 1_000L, true), 60)], true, 5), key).ShouldBeNull();
    }

    [Fact]
    public void Base_32_is_that_of_RFC_4648() // section 10, without padding
    {
        foreach (var (plain, coded) in (ReadOnlySpan<(string, string)>)[("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")])
        {
            Base32.Encode(System.Text.Encoding.ASCII.GetBytes(plain)).ShouldBe(coded);
            Base32.TryDecode(coded.ToLower(CultureInfo.InvariantCulture), out var bytes).ShouldBeTrue();
            System.Text.Encoding.ASCII.GetString(bytes).ShouldBe(plain);
        }
        foreach (var wrong in (ReadOnlySpan<string>)["M", "MZ", "MZXW6Y!B", "MZXW6YTB="]) Base32.TryDecode(wrong, out _).ShouldBeFalse(wrong);
    }
}
