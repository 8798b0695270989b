using CsCheck;
using Sasuai.Sync;

namespace Sasuai.Tests.Sync;

/// <summary>The laws of a permission that may be taken back: order and repetition mean nothing, and a withdrawal is never undone by who could not know of it.</summary>
public sealed class PermissionLaws
{
    static readonly Gen<Permission> words =
        from given in Gen.Bool
        from said in Gen.Int[0, 4]
        from late in Gen.Int[0, 3]
        select Permission.Said(given, A.Today.AddMinutes(said), A.Today.AddMinutes(said + late));

    [Fact]
    public void Joining_is_commutative_associative_and_idempotent() => Gen.Select(words, words, words).Sample((a, b, c) =>
    {
        a.Join(b).ShouldBe(b.Join(a));
        a.Join(b).Join(c).ShouldBe(a.Join(b.Join(c)));
        a.Join(a).ShouldBe(a);
    });

    [Fact]
    public void What_was_permitted_before_a_withdrawal_came_does_not_undo_it() => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9]).Sample((came, said, late) =>
    {
        var withdrawal = Permission.Said(false, A.Today, A.Today.AddMinutes(came));
        var permission = Permission.Said(true, A.Today.AddMinutes(said), A.Today.AddMinutes(said + late));

        withdrawal.Join(permission).Given.ShouldBe(said > came);
    });

    [Fact]
    public void A_clock_that_is_ahead_does_not_permit_for_the_future()
    {
        var ahead = Permission.Said(true, A.Today.AddYears(1), A.Today);

        ahead.Join(Permission.Said(false, A.Today, A.Today.AddHours(1))).Given.ShouldBeFalse();
    }
}
