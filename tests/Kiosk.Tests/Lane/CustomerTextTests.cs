using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Sales;

namespace Sasuai.Tests.Lanes;

/// <summary>What a customer reads on the display through a sale.</summary>
public sealed class CustomerTextTests : IDisposable
{
    readonly TestTill shop = new();

    [Fact]
    public void A_customer_is_greeted_sees_each_line_and_the_total_and_then_the_change()
    {
        Reads("    Toko Sasuai", "    Kasir tutup");
        shop.Ready();
        Reads("    Toko Sasuai", "   Selamat datang");

        shop.Lane.Scan(TestTill.Kopi);
        Reads("Kopi Susu Gul 15.000", "TOTAL         15.000");
        shop.Lane.Scan("2*" + TestTill.Roti);
        Reads("2 Roti Tawar  36.500", "TOTAL         51.500");
        shop.Lane.Pay(new(TenderKind.Card, new(20_000), "APPR 1")).Refusal.ShouldBeNull();
        Reads("2 Roti Tawar  36.500", "SISA          31.500");
        shop.Lane.PayCash(new(50_000)).Refusal.ShouldBeNull();
        Reads("TOTAL         51.500", "KEMBALI       18.500");

        shop.Time.Advance(TimeSpan.FromMinutes(1));
        Reads("    Toko Sasuai", "   Selamat datang");
        shop.Lane.Scan(TestTill.Kopi);
        shop.Lane.SignOut();
        Reads("    Toko Sasuai", "    Kasir tutup");
    }

    [Fact]
    public void The_next_customer_s_goods_take_the_place_of_the_change_in_the_till_s_language()
    {
        shop.Ready().Sell();
        CustomerText.Of(shop.Lane.State, "en", shop.Time.GetUtcNow()).Lower.ShouldBe("CHANGE        85.000");

        shop.Lane.Scan(TestTill.Roti);

        CustomerText.Of(shop.Lane.State, "en", shop.Time.GetUtcNow()).Upper.ShouldBe("Roti Tawar Ku 18.250");
    }

    void Reads(string upper, string lower) => CustomerText.Of(shop.Lane.State, null, shop.Time.GetUtcNow()).ShouldBe(new DisplayText(upper, lower));

    public void Dispose() => shop.Dispose();
}
