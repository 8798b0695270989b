using Sasuai.Kiosk.Screens;

namespace Sasuai.Tests.Screens;

[Collection("screens")]
public sealed class StatusAtTheScreen
{
    [Fact]
    public void Offline_says_since_when_in_the_stores_time_and_what_is_unsent()
    {
        using var counter = Counter.Selling();
        var now = counter.Shop.Time.GetUtcNow();

        counter.Status = new(false, now.AddMinutes(-90), 12, new(1_250_000), now.AddHours(-3), PrinterNow.Ready, 0);
        counter.Wait(TimeSpan.FromSeconds(1));

        // 17:30 UTC is 00:30 in Jakarta.
        counter.Shows("OFFLINE sejak 23:00, aman berjualan", "belum terkirim 12 (1.250.000)");
    }

    [Fact]
    public void A_printer_that_is_away_is_a_cell_and_no_obstacle()
    {
        using var counter = Counter.Selling();
        counter.Status = new(true, null, 0, Money.Zero, counter.Shop.Time.GetUtcNow(), PrinterNow.Away, 2);

        counter.Wait(TimeSpan.FromSeconds(1)).Shows("PRN MATI, antre 2", "katalog 0 mnt");

        counter.Scan(TestTill.Kopi).Shows("   1 Kopi Susu");
    }

    [Theory]
    [InlineData(true, "DSP MATI")]
    [InlineData(false, "DSP OK")]
    public void A_display_that_is_away_is_a_cell_and_nothing_else(bool away, string cell)
    {
        using var counter = Counter.Selling();
        counter.Status = counter.Status with { DisplayAway = away };

        counter.Wait(TimeSpan.FromSeconds(1)).Shows(cell).Scan(TestTill.Kopi).Shows("   1 Kopi Susu");

        counter.Beeps.ShouldBeEmpty();
    }

    [Fact]
    public void The_status_is_asked_at_most_twice_a_second_and_drawn_only_when_it_changed()
    {
        using var shop = new TestTill();
        var asked = 0;
        var till = new Till(shop.Lane, () => { asked++; return new(true, null, 0, Money.Zero, null, PrinterNow.Ready, 0); }, shop.Time, _ => { }, () => { });

        for (var turn = 0; turn < 600; turn++)
        {
            shop.Time.Advance(TimeSpan.FromMilliseconds(16));
            till.Tick();
        }

        asked.ShouldBeInRange(15, 21);
        till.Status.Version.ShouldBe(0);
    }
}
