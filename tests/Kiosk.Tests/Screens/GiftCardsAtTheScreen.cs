using Sasuai.Sales;
using Sasuai.Sync;
using Terminal.Gui.Input;

namespace Sasuai.Tests.Screens;

/// <summary>The cashier scans a gift card: the first time it has to be asked about, then the screen says what is on it.</summary>
public sealed class GiftCardsAtTheScreen
{
    [Fact]
    public void A_card_that_is_asked_about_pays_a_moment_later_and_says_what_it_has()
    {
        using var counter = Counter.Selling();
        counter.Shop.PullRules(new(GiftCards: true));
        var card = GiftCard.IdOf(TestTill.Chain, "GC000177");
        counter.Scan(TestTill.Kopi).Press(Key.F9).Press(Key.F9).Type("7").Press(Key.Enter).Press(Key.Enter);

        counter.Scan("GC000177").Shows("scan lagi sebentar lagi", "GC000177: 0");
        counter.Shop.Pull(Feeds.Control(TestTill.Terminal), (FeedKinds.allowance, card.ToString(), TestTill.Json(new(Scarce.GiftCard, card, 1, 20_000), WireJson.Default.AllowanceItem)));

        counter.Scan("GC000177").Shows("TOTAL");
        counter.Shop.Lane.Receipts(1).ShouldHaveSingleItem().Tenders.ShouldHaveSingleItem().ShouldBe(new(TenderKind.GiftCard, new(15_000), new(15_000), "GC000177"));
        counter.Shop.Lane.OnGiftCard("GC000177").ShouldBe(new(5_000));
    }
}
