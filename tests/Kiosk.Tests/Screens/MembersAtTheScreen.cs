using Sasuai.Kiosk.Screens;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Terminal.Gui.Input;
using Words = Sasuai.Kiosk.Screens.Words;

namespace Sasuai.Tests.Screens;

/// <summary>Members by keys: found by name, enrolled step by step, their offers in view.</summary>
[Collection("screens")]
public sealed class MembersAtTheScreen
{
    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void A_member_is_found_by_two_letters_and_chosen_by_a_digit_or_by_Enter(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Press(Key.F5).Type("bu").Shows(Say(Word.MemberNamePrompt), " 1  Budi (Gold)", "..7890").Press(Key.D1).Wait(TimeSpan.FromMilliseconds(100)).Shows("Member: Budi (Gold) 400");
        counter.Press(Key.F5, Key.F8, Key.F5).Type("budi").Press(Key.CursorDown, Key.Enter).Shows("Member: Budi (Gold) 400");
        counter.Press(Key.F5, Key.F8, Key.F5).Type("zz").Press(Key.Enter).Shows(Words.In(Words.LanguageOf(language), Word.NoMemberFound, "zz"));
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void Name_and_phone_of_the_member_are_put_right_step_by_step(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Press(Key.F5, Key.F2).Shows(Say(Word.WhyNoMember)).Press(Key.Esc);
        counter.Scan(TestTill.Card).Press(Key.F5).Shows(Say(Word.KeyEdit)).Press(Key.F2).Shows(Say(Word.EditMemberTitle), Say(Word.EnrolName) + ": _").Type("99").Press(Key.Enter).Shows(Say(Word.EnrolName) + ": _");
        counter.Type("budi hartono").Press(Key.Enter).Shows(Say(Word.EnrolPhone) + ": _", "budi hartono").Press(Key.Esc).Shows(Say(Word.EnrolName) + ": _").Type("Budi Hartono").Press(Key.Enter);
        counter.Type("08139X").Press(Key.Enter).Shows(Say(Word.EnrolPhone) + ": _").Type("081399990002").Press(Key.Enter).Shows(Say(Word.EditEntries) + ": _").Type("-VIP").Press(Key.Enter).Shows(Say(Word.EditEntries) + ": _");
        counter.Type("\b\b\b\bVIP, 081399990003").Press(Key.Enter).Shows(Say(Word.EnrolConsent) + ": _", Say(Word.EditConsentHint)[..20]).Type("7").Press(Key.Enter);
        counter.Shows(Say(Word.EnrolConsent) + ": _").Type("3").Press(Key.Enter).Shows(Words.In(Words.LanguageOf(language), Word.EditMemberDone, "Budi Hartono"), "Member: Budi Hartono");

        var told = counter.Shop.Facts().OfType<MemberChanged>().ShouldHaveSingleItem();
        (told.Name, told.Phone, told.MayBeTold, told.ConsentWay).ShouldBe(("Budi Hartono", "+6281399990002", false, ConsentWay.Spoken));
        told.Added.ShouldNotBeNull().Select(entry => entry.Value).ShouldBe(["VIP", "6281399990003"]);
        counter.Press(Key.F5).Shows(Say(Word.MemberEntries), "VIP, ..0003");
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void Tier_points_and_offers_of_the_member_are_in_view(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);
        counter.Shop.Pull(TestTill.StoreFeed, TestTill.PromotionRow(new(new(Guid.CreateVersion7()), "Kopi member 10 %", 1_000, null, TestTill.KopiId, DateTimeOffset.UnixEpoch, null, true, MembersOnly: true)));

        counter.Scan(TestTill.Kopi, TestTill.Card).Shows(Words.In(Words.LanguageOf(language), Word.MemberAttachedOffers, "Budi", 1)[..25], "TOTAL 13.500");
        counter.Press(Key.F5).Shows(Say(Word.MemberTier), "Gold", Say(Word.Points), "400", Say(Word.MemberOffersTitle), "Kopi member 10 %");

        counter.Press(Key.F5).Shows(Say(Word.RewardsTitle), Say(Word.RewardsNone)).Press(Key.Esc).Shows("Kopi Susu");
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void A_number_that_nobody_has_is_enrolled_step_by_step_and_earns_in_this_sale(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Scan(TestTill.Kopi).Press(Key.F5).Type("081399990001").Press(Key.Enter, Key.F5).Shows(Say(Word.EnrolTitle), "081399990001", Say(Word.EnrolName) + ": _");
        counter.Type("sari dewi").Press(Key.Enter).Shows(Say(Word.EnrolCard) + ": _").Scan("MBR-00077").Shows(Say(Word.EnrolLanguage) + ": _").Type("2").Press(Key.Enter);
        counter.Press(Key.Enter).Shows(Say(Word.EnrolConsent) + ": _", Say(Word.EnrolConsentHint)[..20]).Type("3").Press(Key.Enter).Shows(Words.In(Words.LanguageOf(language), Word.EnrolDone, "sari dewi"), "Member: sari dewi 0");
        counter.Press(Key.F9, Key.Enter).Shows(Say(Word.Paid));

        var told = counter.Shop.Facts().OfType<MemberEnrolled>().ShouldHaveSingleItem();
        (told.Name, told.Phone, told.Card, told.Language, told.MayBeTold).ShouldBe(("sari dewi", "+6281399990001", "MBR-00077", "en", false));
        counter.Shop.Lane.AttachMember("MBR-00077").Value.Points.ShouldBe(15);
    }

    [Fact]
    public void A_coupon_that_is_typed_is_no_name_to_search_for()
    {
        using var counter = Counter.Selling();
        counter.Shop.Pull(TestTill.StoreFeed, TestTill.PromotionRow(new(new(Guid.CreateVersion7()), "Kupon", 2_000, null, null, DateTimeOffset.UnixEpoch, null, true, Coupon: "HEMAT")));

        counter.Scan(TestTill.Kopi).Type("hemat").Press(Key.Enter).Shows("Kupon hemat", "TOTAL 12.000");
    }

    [Fact]
    public void A_coupon_that_counts_for_nothing_here_says_why()
    {
        using var counter = Counter.Selling();
        counter.Shop.Pull(TestTill.StoreFeed, TestTill.PromotionRow(new(new(Guid.CreateVersion7()), "Kupon", 2_000, null, null, DateTimeOffset.UnixEpoch, null, true, Coupon: "SEKALI", MaximumUses: 1)));

        counter.Scan(TestTill.Kopi).Type("sekali").Press(Key.Enter).Shows("Kupon sekali: jatah kasa ini habis; sudah diminta ke pusat", "TOTAL 15.000");
    }

    [Fact]
    public void Somebody_who_is_a_member_already_is_offered_instead()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F5, Key.F5).Type("0812 3456 789o").Press(Key.Enter).Shows("Bukan nomor HP Indonesia");
        counter.Type("0812 3456 7890").Press(Key.Enter).Shows("Sudah member: Budi").Press(Key.Esc).Shows("Nomor HP: _");
        counter.Type("081234567890").Press(Key.Enter, Key.Enter).Shows("Member: Budi (Gold) 400");

        counter.Shop.Facts().OfType<MemberEnrolled>().ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_nobody_has_is_proposed_and_Escape_goes_back_step_by_step()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F5).Type("Wati").Press(Key.Enter, Key.F5).Type("081399990002").Press(Key.Enter).Shows("Enter = Wati").Press(Key.Enter, Key.Enter, Key.Enter).Shows("Boleh dikirimi WA: _");
        counter.Press(Key.Esc, Key.Esc, Key.Esc, Key.Esc).Shows("Nomor HP: _").Press(Key.Esc).Shows("HP / kartu member / nama").Press(Key.Esc);

        counter.Shop.Facts().OfType<MemberEnrolled>().ShouldBeEmpty();
    }

    [Fact]
    public void Who_agrees_in_writing_signs_a_slip()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F5, Key.F5).Press(Key.Enter).Type("Wati").Press(Key.Enter, Key.Enter).Shows("Member perlu nomor HP atau kartu").Scan("MBR-00078").Press(Key.Enter).Type("2").Press(Key.Enter).Shows("Member baru: Wati");

        counter.Shop.Facts().OfType<MemberEnrolled>().ShouldHaveSingleItem().ConsentWay.ShouldBe(ConsentWay.Signed);
        var slip = counter.Shop.Database.Read(db => db.One("select bytes from print_job order by job_id desc", row => (byte[])row[0]))!;
        Kiosk.Paper.PaperText.Decode(slip).ShouldContain("MBR-00078");
    }
}
