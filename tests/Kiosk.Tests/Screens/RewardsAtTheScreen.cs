using Sasuai.Kiosk.Screens;
using Sasuai.Loyalty;
using Sasuai.Tests.Lanes;
using Terminal.Gui.Input;
using Words = Sasuai.Kiosk.Screens.Words;

namespace Sasuai.Tests.Screens;

/// <summary>Rewards by keys: F5 and F5 again, a number or arrows and Enter, F8 gives back.</summary>
[Collection("screens")]
public sealed class RewardsAtTheScreen
{
    static Counter Shop(int width = 80, string language = "id")
    {
        var counter = Counter.Selling(width, language: language);
        RewardTests.PullRewards(counter.Shop);
        return counter.Scan(TestTill.Kopi).Type(TestTill.Card).Press(Key.Enter);
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void A_reward_is_taken_by_its_number_and_goes_out_with_the_sale(int width, string language)
    {
        using var counter = Shop(width, language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Press(Key.F5, Key.F5).Shows(Say(Word.RewardsTitle), "Budi 400", " 1  Potongan 5.000", "100 " + Say(Word.Points), " 2  Roti gratis", Words.In(Words.LanguageOf(language), Word.RewardLeft, 2));
        counter.Type("2").Press(Key.Enter).Shows(Say(Word.RewardTaken) + ": Roti gratis (-150)", "Budi 250", Words.In(Words.LanguageOf(language), Word.RewardTakenTold, "Roti gratis", "150"));
        counter.Type("1").Press(Key.Enter).Shows("Potongan 5.000 (-100)", "Budi 150").Press(Key.Esc).Shows("Roti Tawar", "TOTAL 10.000");
        counter.Press(Key.F9, Key.Enter).Shows(Say(Word.Paid));

        counter.Shop.Facts().OfType<RewardClaimed>().Select(fact => fact.RewardId).ShouldBe([RewardTests.Bread, RewardTests.Voucher]);
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void How_many_points_may_be_spent_here_stands_beside_those_that_the_member_has_and_why_not_more(int width, string language)
    {
        using var counter = Shop(width, language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);
        counter.Shop.Pull(TestTill.MemberFeed, TestTill.MemberRow(points: 1_000));
        counter.Press(Key.F5, Key.F8, Key.Esc).Type(TestTill.Card).Press(Key.Enter);

        counter.Press(Key.F5).Shows(Say(Word.MemberSpendable), $"400 ({Say(Word.MemberAsked)})");
        counter.Shop.PullAllowance(500);
        counter.Press(Key.Esc, Key.F5).Shows($"{Say(Word.MemberSpendable),-14} 500");
    }

    [Fact]
    public void Arrows_choose_a_reward_and_F8_or_F7_gives_it_back()
    {
        using var counter = Shop();

        counter.Press(Key.F5, Key.F5, Key.CursorDown, Key.CursorDown, Key.Enter).Shows("Diambil: Roti gratis", "Budi 250").Press(Key.F8).Shows("Roti gratis dikembalikan: 150 poin", "Budi 400").DoesNotShow("Diambil");
        counter.Press(Key.CursorUp, Key.Enter).Shows("Diambil: Roti gratis").Press(Key.F7).Shows("Budi 400").Press(Key.F8).Shows("Belum ada hadiah yang diambil").Press(Key.Enter).Shows("TOTAL 15.000");

        counter.Shop.Facts().OfType<RewardClaimCancelled>().Select(fact => fact.Reason).ShouldBe(["Member tidak jadi", "Member tidak jadi"]);
    }

    [Theory]
    [InlineData("id", "Poinnya belum cukup")]
    [InlineData("en", "50 more points are needed.")]
    public void A_reward_that_cannot_be_had_says_why_and_is_not_taken(string language, string why)
    {
        using var counter = Shop(language: language);
        RewardTests.PullRewards(counter.Shop, left: 1);

        counter.Press(Key.F5, Key.F5).Type("2").Press(Key.Enter).Type("2").Press(Key.Enter).Shows(language == "en" ? "None of Roti gratis is left." : "Hadiah itu sudah habis");
        counter.Press(Key.F8).Type("1").Press(Key.Enter).Type("1").Press(Key.Enter).Type("1").Press(Key.Enter).Shows("Budi 100").Type("2").Press(Key.Enter).Shows($"Roti gratis: {why}").Type("9").Press(Key.Enter).Shows(Words.In(Words.LanguageOf(language), Word.KeyDeadHere, 9));

        counter.Shop.Facts().OfType<RewardClaimed>().Count().ShouldBe(4);
    }

    [Fact]
    public void A_scan_among_the_rewards_is_sold_and_a_line_that_is_a_reward_says_how_it_goes_back()
    {
        using var counter = Shop();

        counter.Press(Key.F5, Key.F5).Type("2").Press(Key.Enter).Scan(TestTill.KopiCarton).Shows("Roti Tawar", "375.000");
        counter.Press(Key.CursorUp, Key.F8).Shows("Itu hadiah");

        counter.Shop.Lane.State.Basket.Lines.Count.ShouldBe(3);
    }
}
