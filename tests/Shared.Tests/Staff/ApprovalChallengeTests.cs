using CsCheck;
using Sasuai.Staff;

namespace Sasuai.Tests;

public sealed class ApprovalChallengeTests
{
    static readonly StaffId ani = new(new("0198a000-0000-7000-8000-000000000008"));
    static readonly StoreId store = new(new("0198a000-0000-7000-8000-000000000002"));
    static readonly byte[] secret = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    static readonly byte[] key = ApprovalChallenge.StoreKey(secret, store);

    static ApprovalChallenge Made(uint chance = 7) =>
        ApprovalChallenge.Make("JKT01", 2, Right.CashOut, new(250_000), 0, ani, BitConverter.GetBytes(chance));

    [Fact]
    public void The_answer_is_eight_digits_and_fits_its_own_challenge_alone()
    {
        var (challenge, answer) = (Made(), Made().Answer(key));

        answer.Length.ShouldBe(8);
        answer.ShouldAllBe(letter => char.IsAsciiDigit(letter));
        challenge.IsAnsweredBy($"{answer[..4]} {answer[4..]}", key).ShouldBeTrue();
        ApprovalChallenge[] others =
        [
            Made(8), challenge with { Amount = new(250_001) }, challenge with { Right = Right.NoSale }, challenge with { Terminal = 1 }, challenge with { StoreCode = "JKT02" },
            challenge with { BasisPoints = 1 }, challenge with { Approver = new(new("0198a000-0000-7000-8000-000000000009")) },
        ];
        others.ShouldAllBe(other => !other.IsAnsweredBy(answer, key));
        challenge.IsAnsweredBy(answer, ApprovalChallenge.StoreKey(secret, new(new("0198a000-0000-7000-8000-000000000001")))).ShouldBeFalse();
    }

    [Fact]
    public void A_code_that_was_misheard_or_meant_for_another_amount_is_noticed()
    {
        var challenge = Made();

        challenge.IsWhole.ShouldBeTrue();
        (challenge with { Amount = new(25_000) }).IsWhole.ShouldBeFalse();
        (challenge with { Code = ApprovalChallenge.Heard(challenge.Spoken.ToLowerInvariant()) }).IsWhole.ShouldBeTrue();
        (challenge with { Code = "" }).IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void Letters_that_sound_or_look_alike_are_read_as_one() => ApprovalChallenge.Heard("o1i-L 0zz").ShouldBe("01110ZZ");

    [Fact]
    public void Every_challenge_is_whole_and_answered_by_its_own_key() =>
        Gen.Select(Gen.UInt, Gen.Long[0, 99_999_999], Gen.Enum<Right>()).Sample((chance, amount, right) =>
        {
            var challenge = ApprovalChallenge.Make("JKT01", 2, right, new(amount), 0, ani, BitConverter.GetBytes(chance));
            challenge.IsWhole.ShouldBeTrue();
            challenge.IsAnsweredBy(challenge.Answer(key), key).ShouldBeTrue();
        });
}
