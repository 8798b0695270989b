using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Sync;

namespace Sasuai.Tests.Lanes;

/// <summary>Members are found, enrolled without a network, and get what is theirs.</summary>
public sealed class MemberTests
{
    const string phone = "0813-9999-0001", card = "MBR-77";

    static AskedMember Asked(string name = "Sari Dewi", string number = phone, string cardNumber = card) => new(name, number, cardNumber, "en", MayBeTold: true);

    [Fact]
    public void A_member_is_found_by_the_beginnings_of_names_without_accents()
    {
        using var shop = new TestTill().Ready();
        shop.Pull(TestTill.MemberFeed, Member(11, "Búdi Santoso", "6281300000011"), Member(12, "Ani Budiman", null), Member(13, "Budi Dihapus", null, active: false));

        shop.Lane.SearchMembers("bud", 9).Select(member => member.Name).Order().ShouldBe(["Ani Budiman", "Budi", "Búdi Santoso"]);
        var found = shop.Lane.SearchMembers("san bu", 9).ShouldHaveSingleItem();
        shop.Lane.AttachMember(found.MemberId).Value.Name.ShouldBe("Búdi Santoso");

        found.PhoneEnd.ShouldBe("0011");
        shop.Lane.SearchMembers("\"' *", 9).ShouldBeEmpty();
        shop.Pull(TestTill.MemberFeed, Member(11, "Joko Santoso", null));
        shop.Lane.SearchMembers("bud", 9).Select(member => member.Name).Order().ShouldBe(["Ani Budiman", "Budi"]);
    }

    [Fact]
    public void Somebody_enrolled_without_a_network_earns_at_once_and_is_there_after_a_power_cut()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.Scan(TestTill.Kopi);

        shop.Lane.Enrol(Asked()).Value.Name.ShouldBe("Sari Dewi");
        shop.SwitchOffAndOn();
        shop.Lane.SignIn(TestTill.Number, TestTill.Pin);
        var sold = shop.Lane.PayCash(new(15_000)).Value;

        sold.Sale.Points.ShouldBe(15);
        var told = shop.Facts().OfType<MemberEnrolled>().ShouldHaveSingleItem();
        (told.Phone, told.Card, told.Language, told.MayBeTold, told.ConsentWay, told.CashierId).ShouldBe(("+6281399990001", card, "en", true, ConsentWay.Spoken, TestTill.Sari));
        sold.Sale.MemberId.ShouldBe(told.MemberId);
        (shop.Lane.AttachMember(card).Value.Points, shop.Lane.AttachMember("+62 813 9999 0001").Value.Points).ShouldBe((15, 15));
    }

    [Theory]
    [InlineData("", phone, card, "member-name-missing")]
    [InlineData("12 34", phone, card, "member-name-missing")]
    [InlineData("Sari", "08139999000l", "", "phone-not-readable")]
    [InlineData("Sari", "0813 9999 000a", card, "phone-not-readable")]
    [InlineData("Sari", "", "", "member-unreachable")]
    [InlineData("Sari", "", "MBR 77", "member-card-wrong")]
    [InlineData("Sari", phone, TestTill.Kopi, "card-is-item")]
    [InlineData("Sari", "+62 812-3456-7890", "", "member-known")]
    [InlineData("Sari", "", TestTill.Card, "member-known")]
    public void Who_cannot_become_a_member_is_told_why_and_nothing_is_kept(string name, string number, string cardNumber, string code)
    {
        using var shop = new TestTill().Ready();

        shop.Lane.Enrol(Asked(name, number, cardNumber)).Refusal.ShouldNotBeNull().Code.ShouldBe(code);

        shop.Facts().OfType<MemberEnrolled>().ShouldBeEmpty();
        shop.Lane.State.Basket.Member.ShouldBeNull();
    }

    [Fact]
    public void Somebody_who_is_barred_is_not_enrolled_under_the_same_phone()
    {
        using var shop = new TestTill().Ready();
        shop.Pull(TestTill.MemberFeed, Member(21, "Tono", "6281399990001", active: false));

        shop.Lane.Enrol(Asked()).Refusal.ShouldNotBeNull().Code.ShouldBe("member-barred");
    }

    [Fact]
    public void A_member_enrolled_here_outlives_a_feed_that_begins_anew_and_is_then_as_the_cloud_tells()
    {
        using var shop = new TestTill().Ready();
        var id = shop.Lane.Enrol(Asked()).Value.MemberId;
        var feed = Feeds.Member(TestTill.Chain, id);
        shop.Pull(feed, (FeedKinds.member, TestTill.Budi.ToString(), TestTill.Json(new(TestTill.Budi, "Budi", "6281234567890", TestTill.Card, TestTill.Gold, 400, 1_200, true), WireJson.Default.MemberItem)));
        shop.Feeds.Restart(feed, 2);
        shop.Feeds.Take(new(feed, 2, 0, 1, [new(1, 1, "note", "n", "{}")])).ShouldBeTrue();
        shop.Lane.AttachMember(card).Value.Points.ShouldBe(0);

        shop.Feeds.Take(new(feed, 2, 1, 2, [new(2, 2, FeedKinds.member, id.ToString(), TestTill.Json(new(id, "Sari Dewi", "6281399990001", card, null, 70, 70, true), WireJson.Default.MemberItem))])).ShouldBeTrue();

        shop.Lane.AttachMember(card).Value.Points.ShouldBe(70);
    }

    [Fact]
    public void Whom_the_cloud_knew_already_goes_on_with_the_points_that_it_does_not_know_yet()
    {
        using var shop = new TestTill().Ready();
        var enrolled = shop.Lane.Enrol(Asked()).Value.MemberId;
        shop.Sell();
        shop.Lane.AttachMember(card);
        shop.Lane.Scan(TestTill.Kopi);

        // Another till had enrolled the same person: the cloud folds the two, and tells this till the one they are.
        shop.Pull(Feeds.Member(TestTill.Chain, enrolled), (FeedKinds.member, enrolled.ToString(), TestTill.Json(new(enrolled, "Sari Dewi", null, null, null, 0, 0, false, SameAs: Id(31)), WireJson.Default.MemberItem)));
        shop.Pull(TestTill.MemberFeed, Member(31, "Sari", "6281399990001", points: 40));
        shop.Lane.AttachMember(phone).Value.Points.ShouldBe(40 + 15);
        var sold = shop.Lane.PayCash(new(15_000)).Value;

        sold.Sale.MemberId.ShouldBe(Id(31));
        shop.Lane.AttachMember(enrolled).Value.Points.ShouldBe(40 + 15 + 15);
    }

    [Fact]
    public void A_basket_that_was_begun_under_the_new_id_counts_for_the_old_one()
    {
        using var shop = new TestTill().Ready();
        var enrolled = shop.Lane.Enrol(Asked()).Value.MemberId;
        shop.Pull(Feeds.Member(TestTill.Chain, enrolled), (FeedKinds.member, enrolled.ToString(), TestTill.Json(new(enrolled, "Sari Dewi", null, null, null, 0, 0, false, SameAs: Id(31)), WireJson.Default.MemberItem)));
        shop.Pull(TestTill.MemberFeed, Member(31, "Sari", "6281399990001", points: 40));

        shop.Sell();

        shop.Lane.AttachMember(phone).Value.Points.ShouldBe(40 + 15);
    }

    [Fact]
    public void What_is_there_for_a_member_is_what_is_in_force_for_them_now()
    {
        using var shop = new TestTill().Ready();
        shop.Pull(TestTill.StoreFeed, TestTill.PromotionRow(Rule("Semua")), TestTill.PromotionRow(Rule("Member", membersOnly: true)), TestTill.PromotionRow(Rule("Gold") with { TierId = TestTill.Gold }),
            TestTill.PromotionRow(Rule("Silver") with { TierId = new(Guid.CreateVersion7()) }), TestTill.PromotionRow(Rule("Habis", membersOnly: true) with { UsesLeft = 0 }),
            TestTill.PromotionRow(Rule("Malam", membersOnly: true) with { From = new(20, 0), Until = new(21, 0) }), TestTill.PromotionRow(Rule("Belanja 50", membersOnly: true) with { MinimumSpend = new(50_000) }));

        shop.Lane.OffersForMember.ShouldBeEmpty();
        shop.Lane.AttachMember(TestTill.Card);

        shop.Lane.OffersForMember.Select(offer => offer.Name).ShouldBe(["Belanja 50", "Gold", "Member"]);
    }

    [Fact]
    public void An_offer_once_per_member_is_given_once_at_this_till_until_the_sale_is_cancelled()
    {
        using var shop = new TestTill().Ready();
        shop.Pull(TestTill.StoreFeed, TestTill.PromotionRow(Rule("Sekali") with { UsesPerMember = 1 }));
        long Price()
        {
            shop.Lane.AttachMember(TestTill.Card);
            return shop.Lane.State.PricedBasket.Total.Units;
        }
        shop.Lane.Scan(TestTill.Kopi);
        Price().ShouldBe(13_500);
        var sale = shop.Lane.PayCash(new(20_000)).Value.Sale;

        shop.SwitchOffAndOn();
        shop.Lane.SignIn(TestTill.Number, TestTill.Pin);
        shop.Lane.Scan(TestTill.Kopi);
        Price().ShouldBe(15_000);
        shop.Lane.Explain().Lines[0].ShouldHaveSingleItem().Kind.ShouldBe(WhyKind.UsedUp);
        shop.Lane.OffersForMember.ShouldBeEmpty();

        shop.Lane.VoidSale(sale.ReceiptNumber, "salah").Refusal.ShouldNotBeNull();
        var wanted = shop.Lane.Wanted!;
        shop.Lane.VoidSale(sale.ReceiptNumber, "salah", shop.Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, TestTill.ManagerNumber, TestTill.ManagerPin, "boleh").Value).Refusal.ShouldBeNull();
        Price().ShouldBe(13_500);
    }

    [Fact]
    public void A_member_who_has_paid_a_part_with_points_stays_on_the_basket()
    {
        using var shop = new TestTill().Ready();
        shop.PullRules(new(PointWorth: new(10)));
        shop.Lane.Scan(TestTill.Kopi);
        shop.Lane.AttachMember(TestTill.Card);
        shop.Lane.Pay(new(Sales.TenderKind.Points, new(1_000))).Refusal.ShouldBeNull();

        shop.Lane.DetachMember().Refusal.ShouldNotBeNull().Code.ShouldBe("payment-begun");
        shop.Lane.Enrol(Asked()).Refusal.ShouldNotBeNull().Code.ShouldBe("payment-begun");

        var sold = shop.Lane.PayCash(new(20_000)).Value;
        sold.PointsNow.ShouldBe(400 - 100 + sold.Sale.Points);
    }

    [Fact]
    public void Somebody_enrolled_in_a_training_is_no_member_afterwards()
    {
        using var shop = new TestTill().Ready();
        var training = shop.Lane.BeginTraining().Value;
        training.Lane.Enrol(Asked()).Refusal.ShouldBeNull();
        training.End();

        shop.Lane.AttachMember(card).Refusal.ShouldNotBeNull().Code.ShouldBe("member-unknown");
        shop.Facts().OfType<MemberEnrolled>().ShouldBeEmpty();
    }

    static MemberId Id(int number) => new(TestTill.Product(number).Value);

    static (string, string, string) Member(int number, string name, string? phone, bool active = true, long points = 0) =>
        (FeedKinds.member, Id(number).ToString(), TestTill.Json(new(Id(number), name, phone, null, null, points, points, active), WireJson.Default.MemberItem));

    static Promotion Rule(string name, bool membersOnly = false) => new(new(Guid.CreateVersion7()), name, 1_000, null, null, DateTimeOffset.UnixEpoch, null, true, MembersOnly: membersOnly);
}
