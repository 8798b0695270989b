using Sasuai.Kiosk;
using Sasuai.Kiosk.Screens;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;

namespace Sasuai.Tests.Screens;

/// <summary>Keys on other places, looks for other eyes, and a till that locks itself.</summary>
[Collection("screens")]
public sealed class KeysAndThemesTests : IDisposable
{
    [Fact]
    public void Keys_that_were_moved_are_pressed_and_named_where_they_are()
    {
        KeyLayout.InForce = KeyLayout.Read(new Dictionary<string, string> { ["pay"] = "F10", ["voidBasket"] = "F9", ["undo"] = "Insert" });
        using var counter = Counter.Selling(132, 43);

        counter.Scan(TestTill.Kopi, TestTill.Roti).Shows("F10 Bayar", "F9 Batal").Press(Key.F8).Shows("[Insert = urungkan]").Press(Key.InsertChar).Shows("TOTAL 33.250");
        counter.Press(Key.F7).Shows("TOTAL 33.250").Press(Key.F1).Shows("F10  Bayar", "Insert Urung").Press(Key.Esc, Key.F10, Key.Enter).Shows("LUNAS");
    }

    [Theory]
    [InlineData("pay", "F10", "voidBasket and pay on F10")]
    [InlineData("pya", "F10", "no action 'pya'; there are help, quantity")]
    [InlineData("pay", "F13", "'F13'; a key is F1, F2")]
    [InlineData("pay", "Enter", "'Enter'; a key is")]
    public void A_layout_that_cannot_be_is_refused_with_what_is_wrong(string action, string key, string wrong)
    {
        var said = Should.Throw<BadSettings>(() => KeyLayout.Read(new Dictionary<string, string> { [action] = key })).Message;
        foreach (var word in wrong.Split(" and ").SelectMany(part => part.Split(" on "))) said.ShouldContain(word);
    }

    [Fact]
    public void The_colour_safe_and_the_plain_theme_tell_nothing_by_red_and_green()
    {
        foreach (var name in (string[])["colour-safe", "mono"])
            foreach (var style in Enum.GetValues<Style>())
            {
                var look = Styles.Called(name)!.Of(style);
                foreach (var colour in (Color[])[look.Foreground, look.Background])
                    new[] { ColorName16.Red, ColorName16.BrightRed, ColorName16.Green, ColorName16.BrightGreen }.ShouldNotContain(colour.GetClosestNamedColor16(), $"{name} {style}");
                look.Foreground.ShouldNotBe(look.Background, $"{name} {style}");
            }
        Styles.Called("neon").ShouldBeNull();
    }

    [Theory]
    [InlineData("usual")]
    [InlineData("large")]
    [InlineData("colour-safe")]
    [InlineData("mono")]
    public void What_is_refused_is_told_apart_from_what_is_done_in_every_theme(string theme)
    {
        var styles = Styles.Called(theme)!;

        styles.Of(Style.Refused).ShouldNotBe(styles.Of(Style.Told));
        styles.Of(Style.Selected).ShouldNotBe(styles.Of(Style.Plain));
        styles.Of(Style.Field).ShouldNotBe(styles.Of(Style.Plain));
    }

    [Fact]
    public void Large_text_sets_the_lines_apart_and_nothing_is_lost()
    {
        using var counter = new Counter(large: true);
        counter.Type(TestTill.Number).Press(Key.Enter).Type(TestTill.Pin).Press(Key.Enter).Type("200000").Press(Key.Enter).Scan(TestTill.Kopi, TestTill.Roti, TestTill.Kopi);

        var rows = counter.Text.Split('\n');
        var kopi = Array.FindIndex(rows, row => row.Contains("Kopi Susu", StringComparison.Ordinal));
        rows[kopi + 1].Trim().ShouldBeEmpty();
        rows[kopi + 2].ShouldContain("Roti Tawar");
        counter.Type("kop").Shows("Kopi Susu").Press(Key.Esc).Shows("TOTAL 48.250");
    }

    [Fact]
    public void A_till_that_nobody_touches_locks_itself_and_keeps_the_basket()
    {
        using var counter = new Counter(lockAfter: TimeSpan.FromMinutes(10));
        counter.Type(TestTill.Number).Press(Key.Enter).Type(TestTill.Pin).Press(Key.Enter).Type("200000").Press(Key.Enter).Scan(TestTill.Kopi);

        counter.Wait(TimeSpan.FromMinutes(9)).Shows("TOTAL 15.000").Type("3").Wait(TimeSpan.FromMinutes(9)).Shows("TOTAL 15.000").Wait(TimeSpan.FromMinutes(2)).Shows("MASUK").DoesNotShow("Kopi Susu");
        counter.Type(TestTill.Number).Press(Key.Enter).Type(TestTill.Pin).Press(Key.Enter).Shows("Kopi Susu", "TOTAL 15.000");
    }

    public void Dispose() => KeyLayout.InForce = KeyLayout.Usual;
}
