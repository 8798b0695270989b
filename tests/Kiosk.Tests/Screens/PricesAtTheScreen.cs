using Sasuai.Kiosk.Screens;
using Sasuai.Pricing;
using Sasuai.Sales;
using Terminal.Gui.Input;

namespace Sasuai.Tests.Screens;

/// <summary>F4: why this price, and a discount by hand, by keys, at both widths and in both languages.</summary>
[Collection("screens")]
public sealed class PricesAtTheScreen
{
    static readonly Promotion[] promotions =
    [
        Rule("Kopi 10", 1_000) with { Category = "minuman" }, Rule("Malam", 5_000) with { From = new(22, 0), Until = new(23, 0) }, Rule("Member", 2_000) with { MembersOnly = true },
        Rule("Gajian", 1_500) with { MinimumSpend = new(100_000) }, Rule("Tiga", 0) with { Kind = PromotionKind.MixAndMatch, Pieces = 3, Amount = new(40_000) }, Rule("Kupon", 3_000) with { Coupon = "X" }
    ];

    static Promotion Rule(string name, int percent) => new(new(Guid.CreateVersion7()), name, percent, null, null, DateTimeOffset.UnixEpoch, null, true);

    [Theory]
    [InlineData(80, "id", "belanja 85.000 lagi", "hanya untuk member", "kupon belum ditunjukkan", "ada yang lebih untung: Kopi 10", "bukan hari atau jamnya")]
    [InlineData(80, "en", "spend 85.000 more", "members only", "its coupon was not shown", "another is better: Kopi 10", "not on this day or hour")]
    [InlineData(40, "id", "belanja 85.000 lagi", "hanya untuk member", "kupon belum ditun", "ada yang lebih", "bukan hari")]
    public void Every_promotion_says_why_it_counts_or_not(int width, string language, params string[] whys)
    {
        using var counter = Counter.Selling(width, language: language);
        counter.Shop.Pull(TestTill.StoreFeed, [.. promotions.Select(TestTill.PromotionRow)]);

        counter.Scan(TestTill.Kopi).Press(Key.F4);

        counter.Shows("Kopi Susu Gula Aren", "15.000 - 1.500 = 13.500", "+ Kopi 10 -1.500", "- Tiga:");
        counter.Shows(whys);
        counter.Press(Key.Esc).Shows("13.500").DoesNotShow("+ Kopi 10");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public void A_discount_by_hand_is_a_figure_and_a_reason_and_one_key_takes_it_back(int width)
    {
        using var counter = Counter.Selling(width);

        counter.Scan(TestTill.Kopi).Press(Key.F4).Type("5%").Press(Key.Enter).Shows("Alasan: _").Press(Key.Enter);
        counter.Shows("14.250", "Potongan diberikan").Press(Key.F7).Shows("15.000");

        counter.Shop.Facts().OfType<DiscountGiven>().ShouldHaveSingleItem().Reason.ShouldBe("Kemasan rusak");
    }

    [Fact]
    public void The_whole_sale_is_one_key_away_and_more_than_the_cashier_s_limit_asks_a_manager()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi, TestTill.Roti).Press(Key.F4, Key.F4).Shows("Potongan belanja").Type("10000").Press(Key.Enter).Type("langganan").Press(Key.Enter);
        counter.Shows("PERLU IZIN", "Diskon", "10.000", "30,08 %").Type(TestTill.ManagerNumber).Press(Key.Enter).Type(TestTill.ManagerPin).Press(Key.Enter);

        counter.Shows("23.250");
    }

    [Fact]
    public void A_scan_is_never_a_price_and_nonsense_is_told()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F4).Type("120%").Press(Key.Enter).Shows("\"120%\" bukan potongan atau harga").Scan(TestTill.Kopi);

        counter.Shows("30.000").DoesNotShow("Potongan / harga");
    }
}
