using CsCheck;
using Sasuai.Sync;

namespace Sasuai.Tests.Sync;

/// <summary>The laws by which replicas agree: joining is commutative, associative and idempotent, and the greatest stamp holds.</summary>
public sealed class RegisterLaws
{
    static readonly Guid[] origins = [Guid.Empty, new("0198a000-0000-7000-8000-000000000001"), new("f198a000-0000-7000-8000-000000000001"), new("0198a000-0000-7000-8000-0000000000ff")];

    static readonly string?[] values = [null, "", "Budi", "budi", "Ani", "Ä"];

    // Few clocks, origins and texts, so that ties of every kind come up.
    static readonly Gen<Register> registers =
        from clock in Gen.Long[0, 4]
        from origin in Gen.Int[0, origins.Length - 1]
        from value in Gen.Int[0, values.Length - 1]
        select new Register(values[value], new(clock, origins[origin]));

    [Fact]
    public void Joining_is_commutative_associative_and_idempotent() => Gen.Select(registers, registers, registers).Sample((a, b, c) =>
    {
        a.Join(b).ShouldBe(b.Join(a));
        a.Join(b).Join(c).ShouldBe(a.Join(b.Join(c)));
        a.Join(a).ShouldBe(a);
    });

    [Fact]
    public void Any_order_with_any_of_them_twice_gives_the_greatest_stamp() => Gen.Select(registers.List[1, 12], Gen.Int).Sample((edits, seed) =>
    {
        var shuffled = edits.Concat(edits.Take(seed % edits.Count is var some && some < 0 ? 0 : seed % edits.Count)).OrderBy(edit => HashCode.Combine(edit, seed)).ToArray();

        var joined = shuffled.Aggregate((latest, edit) => latest.Join(edit));

        joined.At.ShouldBe(edits.Max(edit => edit.At));
        joined.ShouldBe(edits.Aggregate((latest, edit) => latest.Join(edit)));
    });

    [Fact]
    public void Stamps_are_ordered_by_clock_and_then_by_the_id_as_it_is_written() => Gen.Select(Gen.Long[0, 2], Gen.Guid, Gen.Long[0, 2], Gen.Guid).Sample((clock, origin, otherClock, otherOrigin) =>
    {
        var (one, other) = (new Stamp(clock, origin), new Stamp(otherClock, otherOrigin));
        // As PostgreSQL compares them, which sees the bytes of a uuid as they are written.
        Math.Sign(one.CompareTo(other)).ShouldBe(clock != otherClock ? clock.CompareTo(otherClock) : Math.Sign(string.CompareOrdinal(origin.ToString(), otherOrigin.ToString())));
        new[] { one < other, one > other, one <= other, one >= other }.ShouldBe(new[] { one.CompareTo(other) < 0, one.CompareTo(other) > 0, one.CompareTo(other) <= 0, one.CompareTo(other) >= 0 });
    });
}
