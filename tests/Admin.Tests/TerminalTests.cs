namespace Sasuai.Tests;

public sealed class TerminalTests(AdminHouse house)
{
    [Fact]
    public async Task A_terminal_shows_its_last_contact_and_the_facts_it_still_holds()
    {
        using var terminal = await house.EnrolAsync("DPS01", 2);
        await using var office = await Office.SignedInAsync(house, path: "/app/terminals");
        var row = office.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "DPS01-02" });

        // It says that it holds four facts, and the cloud has one of them.
        var sale = await ShopSale.OfAsync(terminal, Goods.Indomie, 1, Goods.Denpasar);
        await terminal.PushAsync(terminal.Write(sale) with { HeadSequence = 4 });

        await Expect(row).ToContainTextAsync("Online");
        await Expect(row.GetByRole(AriaRole.Cell).Nth(2)).ToHaveTextAsync("3");
        (await row.Locator("time").GetAttributeAsync("datetime")).ShouldNotBeNull();
        await Expect(office.Page.Locator(".summary")).ToContainTextAsync("3 facts unsent");
    }

    [Fact]
    public async Task A_terminal_that_was_never_set_up_says_so()
    {
        await using var office = await Office.SignedInAsync(house, "id-ID", path: "/app/terminals");

        var row = office.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "DPS01-01" });
        await Expect(row).ToContainTextAsync("Belum didaftarkan");
        await Expect(row).ToContainTextAsync("Belum pernah");
    }
}
