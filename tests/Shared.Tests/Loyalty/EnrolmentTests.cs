using Sasuai.Loyalty;

namespace Sasuai.Tests;

public sealed class EnrolmentTests
{
    static readonly MemberId id = new(Guid.CreateVersion7());
    static readonly StaffId cashier = new(Guid.CreateVersion7());

    [Fact]
    public void A_name_a_phone_and_an_answer_make_a_member()
    {
        var member = Enrolment.Decide(new("  Sari   Dewi ", "0812-3456-7890", " MBR-7 ", "en", MayBeTold: true, ConsentWay.Signed), id, cashier, A.Today).Value;

        member.ShouldBe(new(id, "Sari Dewi", "+6281234567890", "MBR-7", MayBeTold: true, cashier, A.Today, "en", ConsentWay.Signed));
    }

    [Fact]
    public void A_card_alone_is_enough_and_any_other_language_is_Indonesian() =>
        Enrolment.Decide(new("Wati", "", "MBR-8", "xx", MayBeTold: false), id, cashier, A.Today).Value.ShouldBe(new(id, "Wati", null, "MBR-8", MayBeTold: false, cashier, A.Today));

    [Theory]
    [InlineData("", "081234567890", "", "member-name-missing")]
    [InlineData("123", "081234567890", "", "member-name-missing")]
    [InlineData("Sa\0ri", "081234567890", "", "member-name-missing")]
    [InlineData("Sari", "08123456789O", "MBR-7", "phone-not-readable")]
    [InlineData("Sari", "", "MBR 7", "member-card-wrong")]
    [InlineData("Sari", " ", " ", "member-unreachable")]
    public void What_is_missing_is_told_by_its_code(string name, string phone, string card, string code) =>
        Enrolment.Decide(new(name, phone, card, "id", MayBeTold: true), id, cashier, A.Today).Refusal.ShouldNotBeNull().Code.ShouldBe(code);
}
