using CsCheck;
using Sasuai.Sync;

namespace Sasuai.Tests.Sync;

/// <summary>The laws of a bounded counter: what is known of a holder joins in any order, and whatever is lost, late or twice, nobody overdraws the sum.</summary>
public sealed class EscrowLaws
{
    static readonly Gen<Escrow> escrows = Gen.Select(Gen.Long[0, 6], Gen.Long[0, 6], (granted, used) => new Escrow(granted, used));

    [Fact]
    public void Joining_is_commutative_associative_and_idempotent() => Gen.Select(escrows, escrows, escrows).Sample((a, b, c) =>
    {
        a.Join(b).ShouldBe(b.Join(a));
        a.Join(b).Join(c).ShouldBe(a.Join(b.Join(c)));
        a.Join(a).ShouldBe(a);
    });

    /// <summary>Each step one holder asks, takes, or meets the cloud; answers that were lost or come twice are the meetings that do not happen or happen again.</summary>
    [Fact]
    public void However_long_holders_are_alone_together_they_never_take_more_than_the_sum() =>
        Gen.Select(Gen.Long[0, 50], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Long[0, 30]).List[0, 60]).Sample((sum, steps) =>
        {
            var (atCloud, atHolder, taken) = (new Escrow[4], new Escrow[4], 0L);
            foreach (var (holder, what, amount) in steps)
            {
                switch (what)
                {
                    // What was taken and told is no more in the sum, so that the sum shrinks as what is outstanding does.
                    case 0: atCloud[holder] = atCloud[holder].Grant(atCloud[holder].ToGrant(amount, sum - atCloud.Sum(each => each.Used), atCloud.Sum(each => each.Left))); break;
                    case 1: atHolder[holder] = atHolder[holder].Join(atCloud[holder]); break;
                    case 2: atCloud[holder] = atCloud[holder].Join(atHolder[holder]); break;
                    default:
                        var some = Math.Min(amount, atHolder[holder].Left);
                        (atHolder[holder], taken) = (atHolder[holder].Use(some), taken + some);
                        break;
                }
                taken.ShouldBeLessThanOrEqualTo(sum);
                atHolder.ShouldAllBe(each => each.Used <= each.Granted);
                atCloud.Sum(each => each.Used + each.Left).ShouldBeLessThanOrEqualTo(sum);
            }
        });

    [Fact]
    public void A_closed_holder_has_nothing_left_and_what_it_took_stays() => escrows.Sample(held => (held.Close().Left, held.Close().Used).ShouldBe((0, held.Used)));
}
