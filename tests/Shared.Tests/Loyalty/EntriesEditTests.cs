using Sasuai.Loyalty;

namespace Sasuai.Tests;

/// <summary>One line adds and removes tags and further phones of a member.</summary>
public sealed class EntriesEditTests
{
    static readonly ProfileEntry vip = new(Guid.CreateVersion7(), ProfileFields.tag, "VIP"), again = new(Guid.CreateVersion7(), ProfileFields.tag, "vip"), home = new(Guid.CreateVersion7(), ProfileFields.phone, "6281234567890");

    static Decision<EntriesEdit> Decide(string line) => EntriesEdit.Decide(line, [vip, again, home], Guid.CreateVersion7);

    [Fact]
    public void What_has_letters_is_a_tag_and_what_has_none_a_phone()
    {
        var edit = Decide("langganan   grosir, 0812-3456-7891, +62 812 3456 7892, +Halal").Value;

        edit.Added.Select(entry => (entry.Kind, entry.Value)).ShouldBe([("tag", "langganan grosir"), ("phone", "6281234567891"), ("phone", "6281234567892"), ("tag", "Halal")]);
        edit.Removed.ShouldBeEmpty();
    }

    [Fact]
    public void A_minus_removes_every_addition_that_is_seen_however_it_is_written()
    {
        Decide("-Vip").Value.Removed.ShouldBe([vip.EntryId, again.EntryId]);
        Decide("-0812 3456 7890").Value.Removed.ShouldBe([home.EntryId]);
    }

    [Theory]
    [InlineData("VIP")]
    [InlineData("+62 812-3456-7890")]
    [InlineData(" , ")]
    [InlineData("")]
    public void What_is_there_is_not_added_again(string line) => Decide(line).Value.Added.ShouldBeEmpty();

    [Fact]
    public void The_same_twice_in_a_line_is_added_once() => Decide("baru, BARU").Value.Added.ShouldHaveSingleItem().Value.ShouldBe("baru");

    [Theory]
    [InlineData("-grosir", "entry-unknown")]
    [InlineData("0812", "entry-not-readable")]
    [InlineData("-", "entry-not-readable")]
    [InlineData("tag yang jauh terlalu panjang untuk layar kasir", "entry-not-readable")]
    public void What_cannot_be_done_is_refused(string line, string code) => Decide(line).Refusal!.Code.ShouldBe(code);
}
