using Microsoft.Extensions.Time.Testing;
using Sasuai.Kiosk.Screens;

namespace Sasuai.Tests.Screens;

/// <summary>A gun is told from a hand.</summary>
public sealed class EntryTests
{
    readonly FakeTimeProvider time = new();

    [Theory]
    [InlineData("8991002101104", 2, "", "8991002101104")]
    [InlineData("8991002101104", 35, "", "8991002101104")]
    [InlineData("8991002101104", 90, "8991002101104", null)]
    [InlineData("1234567", 0, "1234567", null)]
    [InlineData("kopi susu", 0, "kopi susu", null)]
    [InlineData("kopisusu", 0, "kopisusu", null)]
    [InlineData("ABC-12345", 0, "", "ABC-12345")]
    [InlineData("3*8991002101104", 0, "3*", "8991002101104")]
    [InlineData("]E08991002101104", 90, "", "8991002101104")]
    public void Pace_length_and_prefix_tell_them_apart(string keys, int gapMilliseconds, string typed, string? scanned)
    {
        var entry = new Entry(time);

        Type(entry, keys, gapMilliseconds);

        entry.Take().ShouldBe(new(typed, scanned));
        entry.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_a_hand_had_typed_before_the_gun_is_kept_apart()
    {
        var entry = new Entry(time);

        Type(entry, "500", 120);
        time.Advance(TimeSpan.FromMilliseconds(200));
        Type(entry, "8991002101104", 1);

        entry.Take().ShouldBe(new("500", "8991002101104"));
    }

    [Theory]
    [InlineData("21190000000", "000000000", "", "21190000000000000000")]
    [InlineData("8", "991002101104", "", "8991002101104")]
    [InlineData("89910", "02101104", "", "8991002101104")]
    [InlineData("3*8", "991002101104", "3*", "8991002101104")]
    [InlineData("50", "8991002101104", "50", "8991002101104")]
    [InlineData("kopi", "8991002101104", "kopi", "8991002101104")]
    public void A_scan_that_a_held_up_machine_reads_in_two_pieces_is_one(string first, string rest, string typed, string scanned)
    {
        var entry = new Entry(time);

        Type(entry, first, 1);
        time.Advance(TimeSpan.FromMilliseconds(180));
        Type(entry, rest, 1);

        entry.Take().ShouldBe(new(typed, scanned));
    }

    [Fact]
    public void What_a_hand_typed_slowly_stays_its_own_even_before_a_code_that_is_no_barcode()
    {
        var entry = new Entry(time);

        Type(entry, "500", 120);
        time.Advance(TimeSpan.FromMilliseconds(200));
        Type(entry, "20000000000000000000", 1);

        entry.Take().ShouldBe(new("500", "20000000000000000000"));
    }

    [Fact]
    public void A_start_mark_makes_even_a_short_slow_code_a_scan_unless_its_end_got_lost()
    {
        var entry = new Entry(time);
        entry.StartScan();
        Type(entry, "A-1", 90);
        entry.Take().ShouldBe(new("", "A-1"));

        entry.StartScan();
        Type(entry, "A", 0);
        time.Advance(TimeSpan.FromSeconds(1));
        Type(entry, "42", 90);
        entry.Take().ShouldBe(new("A42", null));
    }

    [Fact]
    public void A_stuck_key_fills_the_field_and_no_more()
    {
        var entry = new Entry(time);

        Type(entry, new string('9', Entry.maxLength + 500), 0);

        entry.Text.Length.ShouldBe(Entry.maxLength);
    }

    [Theory]
    [InlineData("50000", 0, 50_000L)]
    [InlineData("50.000", 0, 50_000L)]
    [InlineData("1.234.567", 0, 1_234_567L)]
    [InlineData("0", 0, 0L)]
    [InlineData("12,5", 2, 1_250L)]
    [InlineData("12", 2, 1_200L)]
    [InlineData("1.5", 0, null)]
    [InlineData("12,5", 0, null)]
    [InlineData("-5", 0, null)]
    [InlineData("5000.", 0, null)]
    [InlineData("12,345", 2, null)]
    [InlineData("abc", 0, null)]
    [InlineData("", 0, null)]
    public void Money_is_read_as_it_was_meant_or_not_at_all(string text, int decimals, long? units)
    {
        var money = MoneyField.Read(text, decimals);

        (money is { } read ? read.Units : (long?)null).ShouldBe(units);
        if (money is { } amount) MoneyField.Read(MoneyField.Write(amount, decimals), decimals).ShouldBe(money);
    }

    [Theory]
    [InlineData("3", "3")]
    [InlineData("1,25", "1.25")]
    [InlineData("0.5", "0.5")]
    [InlineData("1,2345", null)]
    [InlineData("12345678", null)]
    [InlineData("x", null)]
    [InlineData("1,", null)]
    public void A_quantity_is_read_with_at_most_three_decimals(string text, string? quantity) =>
        (QuantityField.Read(text) is { } read ? read.ToString() : null).ShouldBe(quantity);

    void Type(Entry entry, string keys, int gapMilliseconds)
    {
        foreach (var key in keys)
        {
            time.Advance(TimeSpan.FromMilliseconds(gapMilliseconds));
            entry.Type(key);
        }
        time.Advance(TimeSpan.FromMilliseconds(gapMilliseconds));
    }
}
