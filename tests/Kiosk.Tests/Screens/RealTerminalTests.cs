namespace Sasuai.Tests.Screens;

/// <summary>The whole program in a pseudo-terminal, and how it ends. Nothing may be lost, the terminal is given back, and it is gone in three seconds.</summary>
public sealed class RealTerminalTests : IDisposable
{
    static readonly TimeSpan goneMax = TimeSpan.FromSeconds(3);

    readonly TestTill shop = new();

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    [InlineData("QUIT")]
    public async Task A_signal_ends_the_till_in_good_order_and_the_basket_is_there_when_it_starts_again(string signal)
    {
        shop.Database.Dispose();
        await using (var kiosk = await KioskInATerminal.Start(shop.Folder, "Staff number"))
        {
            await SignIn(kiosk);
            // Six scans as a gun types them, in one write.
            await kiosk.Type($"{TestTill.Kopi}\r{TestTill.KopiCarton}\r8990000000000\r{TestTill.Kopi}\r3*{TestTill.KopiCarton}\r{TestTill.Kopi}\r");
            await kiosk.Shows("TOTAL 1.485.000");

            await kiosk.Signal(signal);

            (await kiosk.UntilGone()).ShouldBeLessThan(goneMax);
            await kiosk.ShellIsBack();
            kiosk.After.ShouldBe(kiosk.Before);
            kiosk.ExitCode.ShouldBe("0");
        }

        await using var again = await KioskInATerminal.Start(shop.Folder, "Staff number");
        await again.Type($"{TestTill.Number}\r{TestTill.Pin}\r");
        var screen = await again.Shows("TOTAL 1.485.000");
        screen.ShouldContain("? UNKNOWN 8990000000000");
    }

    [Fact]
    public async Task The_customer_s_display_follows_the_till()
    {
        shop.Database.Dispose();
        using var display = Sasuai.Dev.PseudoSerial.Open("display");
        await using var kiosk = await KioskInATerminal.Start(shop.Folder, "Staff number", settings: ("SASUAI_DISPLAY", $"serial:{display.Path},epson"));
        Task Reads(string text) => display.WaitForAsync(bytes => System.Text.Encoding.Latin1.GetString(bytes).Contains(text, StringComparison.Ordinal), cancellation: TestContext.Current.CancellationToken);

        await Reads("Closed");
        await SignIn(kiosk);
        await Reads("Welcome");
        await kiosk.Type(TestTill.Kopi + "\r");
        await Reads("Kopi Susu Gul 15.000");
        await kiosk.Shows("DSP OK");
    }

    [Fact]
    public async Task A_terminal_that_is_gone_takes_the_till_with_it_at_once()
    {
        shop.Database.Dispose();
        await using var kiosk = await KioskInATerminal.Start(shop.Folder, "Staff number");
        await SignIn(kiosk);
        await kiosk.Type(TestTill.Kopi + "\r");
        await kiosk.Shows("TOTAL 15.000");
        var gone = kiosk.UntilGone();

        await kiosk.HangUp();

        (await gone).ShouldBeLessThan(goneMax);
        shop.SwitchOn();
        shop.Lane.State.Basket.Lines.ShouldHaveSingleItem().Code.ShouldBe(TestTill.Kopi);
    }

    [Fact]
    public async Task A_power_cut_in_the_middle_of_a_sale_loses_nothing()
    {
        shop.Database.Dispose();
        await using var kiosk = await KioskInATerminal.Start(shop.Folder, "Staff number");
        await SignIn(kiosk);
        await kiosk.Type($"{TestTill.Kopi}\r");
        await kiosk.Press("F9");
        await kiosk.Shows("TO PAY 15.000");
        await kiosk.Type("20000\r");
        await kiosk.Shows("CHANGE 5.000");
        await kiosk.Type($"{TestTill.KopiCarton}\r");
        await kiosk.Shows("TOTAL 360.000");

        await kiosk.Signal("KILL");
        await kiosk.UntilGone();

        shop.SwitchOn();
        shop.Lane.State.Till!.Sales.ShouldBe(1);
        shop.Lane.State.Basket.Lines.ShouldHaveSingleItem().Quantity.ShouldBe(Quantity.Of(24));
    }

    [Fact]
    public async Task The_function_keys_of_the_Linux_console_work_and_keys_that_nobody_knows_break_nothing()
    {
        shop.Database.Dispose();
        await using var kiosk = await KioskInATerminal.Start(shop.Folder, "Staff number");
        await SignIn(kiosk);
        await kiosk.Type($"{TestTill.Kopi}\r");
        await kiosk.Shows("TOTAL 15.000");

        // As the console sends F1, Shift+F1 and Shift+F3, and F2.
        await kiosk.Type("\e[[A");
        await kiosk.Shows("Keys that work now");
        await kiosk.Type("\e[25~");
        await kiosk.Type("\e[28~");
        await kiosk.Press("Escape");
        await kiosk.Shows("Scan or type");
        await kiosk.Type("\e[[B");
        await kiosk.Shows("Quantity of Kopi Susu");
        await kiosk.Type("3\r");

        await kiosk.Shows("TOTAL 45.000");
    }

    [Theory]
    [InlineData("linux", 80, 25)]
    [InlineData("xterm", 40, 25)]
    [InlineData("xterm-256color", 132, 43)]
    [InlineData("tmux-256color", 80, 24)]
    public async Task Every_terminal_at_every_width_sells(string term, int columns, int rows)
    {
        shop.Database.Dispose();
        await using var kiosk = await KioskInATerminal.Start(shop.Folder, "Staff number", columns, rows, settings: ("TERM", term));
        await SignIn(kiosk);
        await kiosk.Type($"3*{TestTill.Kopi}\r");
        await kiosk.Shows("TOTAL 45.000");
        await kiosk.Press("F9");
        await kiosk.Type("50000\r");
        await kiosk.Shows("CHANGE 5.000");

        await kiosk.Signal("TERM");

        (await kiosk.UntilGone()).ShouldBeLessThan(goneMax);
        await kiosk.ShellIsBack();
        kiosk.After.ShouldBe(kiosk.Before);
    }

    [Fact]
    public async Task Two_hundred_scans_in_one_write_all_arrive_in_order()
    {
        shop.Database.Dispose();
        await using var kiosk = await KioskInATerminal.Start(shop.Folder, "Staff number");
        await SignIn(kiosk);
        string[] codes = [.. Enumerable.Range(0, 200).Select(i => $"2{i:000}0000000000000000")];

        await kiosk.Type(string.Concat(codes.Select(code => code + "\r")));
        await kiosk.Shows($"200 ? UNKNOWN {codes[^1]}");

        await kiosk.Signal("KILL");
        await kiosk.UntilGone();
        shop.SwitchOn();
        shop.Lane.State.Basket.UnknownCodes.Select(code => code.Code).ShouldBe(codes);
    }

    [Fact]
    public async Task Ctrl_C_twice_ends_the_till_and_a_window_that_changes_its_size_is_followed()
    {
        shop.Database.Dispose();
        await using var kiosk = await KioskInATerminal.Start(shop.Folder, "Staff number");
        await SignIn(kiosk);
        await kiosk.Type($"{TestTill.Kopi}\r");
        await kiosk.Shows("TOTAL 15.000");

        await kiosk.Resize(40, 25);
        // Only the narrow layout is without the column of single prices.
        await kiosk.Shows(screen => !screen.Contains("   Price", StringComparison.Ordinal) && screen.Contains("TOTAL 15.000", StringComparison.Ordinal), "follow the window");

        await kiosk.Press("C-c");
        await kiosk.Shows("Ctrl+C once more");
        await kiosk.Press("C-c");

        (await kiosk.UntilGone()).ShouldBeLessThan(goneMax);
        await kiosk.ShellIsBack();
        kiosk.After.ShouldBe(kiosk.Before);
    }

    public void Dispose() => shop.Dispose();

    static async Task SignIn(KioskInATerminal kiosk)
    {
        await kiosk.Type($"{TestTill.Number}\r{TestTill.Pin}\r");
        await kiosk.Shows("Float");
        await kiosk.Type("200000\r");
        await kiosk.Shows("Scan or type");
    }
}
