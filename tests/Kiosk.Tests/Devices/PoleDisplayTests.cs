using System.Diagnostics;
using System.Text;
using Sasuai.Dev;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Tests.Devices;

/// <summary>The display for the customer at the other end of a pseudo-serial line: every byte is seen, and the cashier never waits.</summary>
public sealed class PoleDisplayTests : IAsyncDisposable
{
    static readonly TimeSpan limit = TimeSpan.FromSeconds(15);
    static readonly DisplayText kopi = new(DisplayText.Row("Kopi Susu Gula Aren 220ml", "15.000"), DisplayText.Row("TOTAL", "46.000"));

    readonly PseudoSerial line = PseudoSerial.Open("display");
    PoleDisplay? pole;

    [Fact]
    public async Task A_CD5220_gets_its_two_rows_of_twenty_letters()
    {
        Start("cd5220").Show(kopi);

        var bytes = await Carried("46.000\r");

        Encoding.Latin1.GetString(bytes).ShouldBe("\u001b@\f\u001b_\0" + "\u001bQAKopi Susu Gul 15.000\r" + "\u001bQBTOTAL         46.000\r");
        pole!.IsAway.ShouldBeFalse();
    }

    [Fact]
    public async Task An_Epson_gets_them_by_place()
    {
        Start("epson").Show(new("Café", DisplayText.Middle("Selamat datang")));

        var bytes = await Carried("datang   ");

        Encoding.Latin1.GetString(bytes).ShouldBe("\u001b@\u001fC\0\f" + "\u001f$\u0001\u0001" + "Caf\u0082".PadRight(20) + "\u001f$\u0001\u0002" + "   Selamat datang   ");
    }

    [Fact]
    public async Task The_newest_text_counts_and_showing_never_waits_for_a_display_that_stands_still()
    {
        line.Stalled = true;
        Start("cd5220").Show(kopi);
        var since = Stopwatch.GetTimestamp();

        for (var number = 0; number < 100_000; number++) pole!.Show(kopi with { Lower = $"TOTAL {number}" });

        Stopwatch.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        line.Stalled = false;
        var shown = Encoding.Latin1.GetString(await Carried("TOTAL 99999"));
        shown.Split("TOTAL").Length.ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task A_display_that_was_pulled_out_is_away_and_shows_what_counts_when_it_is_back()
    {
        Start("cd5220").Show(kopi);
        await Carried("46.000");

        line.Unplug();
        await Until(() => pole!.IsAway);
        pole!.Show(kopi with { Lower = "TOTAL 61.000" });
        line.Forget();
        line.PlugIn();

        Encoding.Latin1.GetString(await Carried("61.000")).ShouldStartWith("\u001b@\f");
        await Until(() => !pole.IsAway);
    }

    [Fact]
    public async Task A_display_that_is_not_there_is_away_and_harms_nothing()
    {
        pole = new(DisplayAddress.Read("serial:/dev/there-is-no-such-display")!, TimeProvider.System);
        pole.Start();

        pole.Show(kopi);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);

        pole.IsAway.ShouldBeTrue();
    }

    [Theory]
    [InlineData("serial:/dev/pos/display", "/dev/pos/display", 9_600, DisplayTongue.Cd5220)]
    [InlineData("serial:/dev/pos/display@19200,epson", "/dev/pos/display", 19_200, DisplayTongue.Epson)]
    [InlineData("serial:/dev/pos/display,cd5220", "/dev/pos/display", 9_600, DisplayTongue.Cd5220)]
    public void An_address_tells_port_speed_and_tongue(string text, string port, int speed, DisplayTongue tongue) =>
        DisplayAddress.Read(text).ShouldBe(new(new(port, speed), tongue));

    [Theory]
    [InlineData("none"), InlineData("serial:"), InlineData("serial:@9600"), InlineData("serial:x@fast"), InlineData("serial:x,dmd"), InlineData("tcp:x"), InlineData("serial:,epson")]
    public void Anything_else_is_no_display(string text) => DisplayAddress.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("Kopi", "15.000", "Kopi          15.000")]
    [InlineData("Kopi Susu Gula Aren", "1.485.000", "Kopi Susu  1.485.000")]
    [InlineData("Kopi", "999.999.999.999.999.999", ".999.999.999.999.999")]
    public void A_row_has_twenty_letters_and_the_figure_its_room(string name, string figure, string row) => DisplayText.Row(name, figure).ShouldBe(row);

    PoleDisplay Start(string tongue)
    {
        pole = new(DisplayAddress.Read($"serial:{line.Path}@9600,{tongue}")!, TimeProvider.System);
        pole.Start();
        return pole;
    }

    Task<byte[]> Carried(string text) =>
        line.WaitForAsync(bytes => Encoding.Latin1.GetString(bytes).Contains(text, StringComparison.Ordinal), limit, TestContext.Current.CancellationToken);

    static async Task Until(Func<bool> holds)
    {
        var since = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(limit);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (pole is not null) await pole.DisposeAsync();
        line.Dispose();
    }
}
