using Sasuai.Kiosk.Paper;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Tests.Lanes;

/// <summary>A member is put right at the counter without a network; what the cloud tells meanwhile does not undo it, and a later edit does.</summary>
public sealed class ProfileTests
{
    static readonly Guid elsewhere = new("0198a000-0000-7000-8000-0000000000ff");

    static TestTill Attached()
    {
        var shop = new TestTill().Ready();
        shop.Lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();
        return shop;
    }

    static void Told(TestTill shop, string name, long clock = 0, IReadOnlyList<Guid>? facts = null, string? phone = "6281234567890", IReadOnlyList<ProfileEntry>? entries = null, Permission? said = null) =>
        shop.Pull(TestTill.MemberFeed, (FeedKinds.member, TestTill.Budi.ToString(), TestTill.Json(new MemberItem(TestTill.Budi, name, phone, TestTill.Card, TestTill.Gold, 400, 1_200, true)
        {
            Facts = facts, Entries = entries, MayBeTold = said,
            Stamps = clock == 0 ? null : new Dictionary<string, Stamp> { [ProfileFields.name] = new(clock, elsewhere) }
        }, WireJson.Default.MemberItem)));

    static Change Fact(TestTill shop) => shop.Changes.Unacked(100, "test")!.Changes.Single(change => change.Type == FactTypes.memberChanged);

    [Fact]
    public void Name_and_phone_are_put_right_at_once_and_are_so_after_a_power_cut()
    {
        using var shop = Attached();

        shop.Lane.ChangeMember("Budi  Hartono", "0813 9999 0002").Value.Name.ShouldBe("Budi Hartono");
        shop.SwitchOffAndOn();
        shop.Lane.SignIn(TestTill.Number, TestTill.Pin);

        shop.Lane.State.Basket.Member.ShouldNotBeNull().Name.ShouldBe("Budi Hartono");
        shop.Lane.FindMember("081399990002").ShouldNotBeNull().Name.ShouldBe("Budi Hartono");
        shop.Lane.FindMember(TestTill.Phone).ShouldBeNull();
        shop.Lane.SearchMembers("harto", 9).ShouldHaveSingleItem();
        var told = shop.Facts().OfType<MemberChanged>().ShouldHaveSingleItem();
        (told.MemberId, told.Name, told.Phone, told.CashierId).ShouldBe((TestTill.Budi, "Budi Hartono", "+6281399990002", TestTill.Sari));
    }

    [Fact]
    public void What_the_cloud_tells_does_not_undo_it_until_the_cloud_tells_it_back()
    {
        using var shop = Attached();
        shop.Lane.ChangeMember("Budi Hartono", "");
        var fact = Fact(shop);

        // A sale elsewhere made the cloud tell of him; then an earlier edit of another till.
        Told(shop, "Budi");
        Told(shop, "Boedi", fact.Clock - 1);
        shop.Lane.FindMember(TestTill.Card)!.Name.ShouldBe("Budi Hartono");

        Told(shop, "Budi Hartono", fact.Clock, [fact.FactId]);
        Told(shop, "Budi H.", fact.Clock - 1);
        shop.Lane.FindMember(TestTill.Card)!.Name.ShouldBe("Budi H.");
    }

    [Fact]
    public void A_later_edit_of_another_place_holds_over_what_waits_here_and_other_fields_stay()
    {
        using var shop = Attached();
        shop.Lane.ChangeMember("Budi Hartono", "081399990002");

        Told(shop, "Budi Nugroho", Fact(shop).Clock + 1);

        shop.Lane.FindMember("081399990002").ShouldNotBeNull().Name.ShouldBe("Budi Nugroho");
    }

    [Fact]
    public void A_number_that_the_cloud_did_not_take_is_given_up_when_it_says_so()
    {
        using var shop = Attached();
        shop.Lane.ChangeMember("", "081399990002");

        Told(shop, "Budi", facts: [Fact(shop).FactId]);

        shop.Lane.FindMember("081399990002").ShouldBeNull();
        shop.Lane.FindMember(TestTill.Phone).ShouldNotBeNull();
    }

    [Fact]
    public void What_a_member_says_about_messages_is_a_fact_of_its_own_with_its_slip_when_it_is_signed()
    {
        using var shop = Attached();

        shop.Lane.ChangeMember("", "", mayBeTold: false).Refusal.ShouldBeNull();
        shop.Lane.ChangeMember("", "", mayBeTold: true, ConsentWay.Signed).Refusal.ShouldBeNull();

        shop.Facts().OfType<MemberChanged>().Select(told => (told.Name, told.MayBeTold, told.ConsentWay)).ShouldBe([(null, false, ConsentWay.Spoken), (null, true, ConsentWay.Signed)]);
        PaperText.Decode(shop.Database.Read(db => db.One("select bytes from print_job order by job_id desc", row => (byte[])row[0]))!).ShouldContain("PERSETUJUAN PESAN");
        shop.Lane.State.Basket.Member.ShouldNotBeNull().Name.ShouldBe("Budi");
    }

    [Fact]
    public void What_cannot_be_is_refused_and_changes_nothing()
    {
        using var shop = Attached();
        shop.Pull(TestTill.MemberFeed, (FeedKinds.member, "x", TestTill.Json(new MemberItem(new(elsewhere), "Ani", "6281399990009", null, null, 0, 0, true), WireJson.Default.MemberItem)));
        foreach (var (name, phone, code) in (ReadOnlySpan<(string, string, string)>)[("12", "", "member-name-missing"), ("", "0812345O789", "phone-not-readable"), ("", "081399990009", "member-known"), (" ", "", "member-unchanged"), ("Budi", "", "member-unchanged")])
            shop.Lane.ChangeMember(name, phone).Refusal.ShouldNotBeNull().Code.ShouldBe(code);
        shop.Lane.DetachMember();
        shop.Lane.ChangeMember("Budi Hartono", "").Refusal.ShouldNotBeNull().Code.ShouldBe("member-unknown");

        shop.Facts().OfType<MemberChanged>().ShouldBeEmpty();
        shop.Lane.FindMember(TestTill.Phone)!.Name.ShouldBe("Budi");
    }

    static string[] Entries(TestTill shop) => [.. shop.Lane.MemberProfile!.Entries.Select(entry => entry.Value)];

    [Fact]
    public void Tags_and_further_phones_are_there_at_once_and_after_a_power_cut_and_find_the_member()
    {
        using var shop = Attached();
        shop.Lane.ChangeMember("", "", entries: "VIP, 0813 9999 0003").Refusal.ShouldBeNull();
        shop.SwitchOffAndOn();
        shop.Lane.SignIn(TestTill.Number, TestTill.Pin);

        Entries(shop).ShouldBe(["VIP", "6281399990003"], ignoreOrder: true);
        shop.Lane.FindMember("081399990003").ShouldNotBeNull().MemberId.ShouldBe(TestTill.Budi);
        shop.Lane.ChangeMember("", "", entries: "vip").Refusal!.Code.ShouldBe("member-unchanged");
        shop.Facts().OfType<MemberChanged>().ShouldHaveSingleItem().Added!.Count.ShouldBe(2);
    }

    [Fact]
    public void A_tag_that_was_removed_here_stays_removed_until_it_is_told_back_and_one_that_was_added_elsewhere_meanwhile_stays()
    {
        using var shop = Attached();
        ProfileEntry seen = new(Guid.CreateVersion7(), ProfileFields.tag, "VIP"), meanwhile = new(Guid.CreateVersion7(), ProfileFields.tag, "VIP"), other = new(Guid.CreateVersion7(), ProfileFields.tag, "grosir");
        Told(shop, "Budi", entries: [seen]);
        shop.Lane.ChangeMember("", "", entries: "-VIP, baru").Refusal.ShouldBeNull();
        Entries(shop).ShouldBe(["baru"]);

        // The cloud does not know of it yet.
        Told(shop, "Budi", entries: [seen, other]);
        Entries(shop).Order().ShouldBe(["baru", "grosir"]);
        Told(shop, "Budi", entries: [seen, meanwhile]);
        Entries(shop).Order(StringComparer.Ordinal).ShouldBe(["VIP", "baru"]);

        // Told back, the cloud's word is all: another till has removed the new one by now.
        Told(shop, "Budi", facts: [Fact(shop).FactId], entries: [meanwhile]);
        Entries(shop).ShouldBe(["VIP"]);
    }

    [Fact]
    public void A_number_of_a_whole_family_is_nobodys_and_the_first_phone_goes_before()
    {
        using var shop = Attached();
        const string family = "081399990005", digits = "6281399990005";
        shop.Lane.ChangeMember("", "", entries: family).Refusal.ShouldBeNull();
        shop.Lane.DetachMember();
        shop.Lane.Enrol(new("Ani", "081399990006", "", "id", false)).Refusal.ShouldBeNull();

        shop.Lane.ChangeMember("", "", entries: family).Refusal.ShouldBeNull();
        shop.Lane.FindMember(family).ShouldBeNull();

        Told(shop, "Budi", phone: digits);
        shop.Lane.FindMember(family).ShouldNotBeNull().Name.ShouldBe("Budi");
    }

    [Fact]
    public void What_was_said_about_messages_is_in_view_and_a_withdrawal_stands_until_the_cloud_has_it()
    {
        using var shop = Attached();
        shop.Lane.MemberProfile!.MayBeTold.ShouldBeNull();
        Told(shop, "Budi", said: new(true, shop.Time.GetUtcNow()));
        shop.Lane.MemberProfile!.MayBeTold.ShouldBe(true);

        shop.Lane.ChangeMember("", "", mayBeTold: false).Refusal.ShouldBeNull();
        Told(shop, "Budi", said: new(true, shop.Time.GetUtcNow().AddDays(1)));
        shop.Lane.MemberProfile!.MayBeTold.ShouldBe(false);

        Told(shop, "Budi", facts: [Fact(shop).FactId], said: new(true, shop.Time.GetUtcNow().AddDays(1)));
        shop.Lane.MemberProfile!.MayBeTold.ShouldBe(true);
    }
}
