using Sasuai.Tests.Platform;

namespace Sasuai.Tests;

public sealed class PriceTests(AdminHouse house)
{
    [Fact]
    public async Task A_new_price_is_shown_before_it_is_confirmed_and_then_reaches_the_terminal()
    {
        using var terminal = await house.EnrolAsync("JKT01", 1);
        await using var office = await Office.SignedInAsync(house, path: "/app/prices");

        // As a gun types it: the code and Enter; the one product found is ready to be changed.
        await office.Page.GetByLabel("Find a product").FillAsync(Goods.Aqua);
        await office.Page.Keyboard.PressAsync("Enter");
        var change = office.Button("Change the price of Aqua 600 ml");
        await Expect(change).ToBeFocusedAsync();
        await office.Page.Keyboard.PressAsync("Enter");
        await office.Page.GetByLabel("New price").FillAsync("4.750");
        await Expect(office.Page.GetByText($"= {Figures.Rupiah(4_750)}")).ToBeVisibleAsync();
        await office.Button("Review").ClickAsync();
        await Expect(office.Page.Locator(".preview .old")).ToHaveTextAsync(Figures.Rupiah(4_000));
        await Expect(office.Page.Locator(".preview .new")).ToHaveTextAsync(Figures.Rupiah(4_750));
        await Expect(office.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("+18.8%");
        (await NewestPriceAsync(terminal)).ShouldBe(4_000);
        await office.Button("Confirm the new price").ClickAsync();

        await Expect(office.Page.GetByText($"Aqua 600 ml now costs {Figures.Rupiah(4_750)}.")).ToBeVisibleAsync();
        await Expect(office.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Aqua 600 ml" })).ToContainTextAsync(Figures.Rupiah(4_750));
        (await NewestPriceAsync(terminal)).ShouldBe(4_750);
    }

    [Theory]
    [InlineData("", "Type the new price.")]
    [InlineData("four", "This is not an amount of money.")]
    [InlineData("-5", "This is not an amount of money.")]
    [InlineData("4.75", "This is not an amount of money.")]
    [InlineData("4750,50", "This currency has no decimals.")]
    [InlineData("9999999999999", "The price is too large.")]
    public async Task What_cannot_be_a_price_is_refused_beside_its_field(string typed, string told)
    {
        await using var office = await OpenedAsync("Cleo 550 ml");

        await office.Page.GetByLabel("New price").FillAsync(typed);
        await office.Button("Review").ClickAsync();

        await Expect(office.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(told);
        await Expect(office.Page.GetByLabel("New price")).ToBeFocusedAsync();
        await Expect(office.Page.GetByLabel("New price")).ToHaveValueAsync(typed);
        await Expect(office.Page.GetByLabel("New price")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task The_price_that_holds_already_is_not_set_again_and_a_big_step_is_pointed_out()
    {
        await using var office = await OpenedAsync("Nextar Nanas");

        await office.Page.GetByLabel("New price").FillAsync("Rp 2.400");
        await office.Button("Review").ClickAsync();
        await Expect(office.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This is already the price.");

        await office.Page.GetByLabel("New price").FillAsync("24000");
        await office.Button("Review").ClickAsync();
        await Expect(office.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("That is +900%. Check that it is right before you confirm.");
        await office.Button("Edit").ClickAsync();
        await Expect(office.Page.GetByLabel("New price")).ToHaveValueAsync("24000");
        await office.Button("Cancel").ClickAsync();
        await Expect(office.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(office.Button("Change the price of Nextar Nanas")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_price_can_begin_to_hold_later()
    {
        using var terminal = await house.EnrolAsync("JKT01", 1);
        await using var office = await OpenedAsync("Le Minerale 330 ml");
        var tomorrow = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Goods.Jakarta)).AddDays(1);

        await office.Page.GetByLabel("New price").FillAsync("2750");
        await office.Page.GetByLabel("Later").CheckAsync();
        await office.Button("Review").ClickAsync();
        await Expect(office.Page.GetByText("Choose the day and the time.")).ToBeVisibleAsync();
        await office.Page.GetByLabel("Day and time").FillAsync($"{tomorrow:yyyy-MM-dd}T06:00");
        await office.Button("Review").ClickAsync();
        await office.Button("Confirm the new price").ClickAsync();

        await Expect(office.Page.GetByText($"Le Minerale 330 ml will cost {Figures.Rupiah(2_750)} from")).ToBeVisibleAsync();
        await Expect(office.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Le Minerale 330 ml" })).ToContainTextAsync(Figures.Rupiah(2_500));
        var price = await ShopSale.PriceAsync(terminal, "8996001600375");
        price.Amount.ShouldBe(new Money(2_750));
        price.ValidFrom.ShouldBe(new DateTimeOffset(tomorrow.Date.AddHours(6), TimeSpan.FromHours(7)));
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so()
    {
        await using var office = await Office.SignedInAsync(house, path: "/app/prices");

        await office.Page.GetByLabel("Find a product").FillAsync("no such thing");

        await Expect(office.Page.GetByText("No product matches “no such thing”.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_store_manager_sees_prices_and_changes_none()
    {
        await using var office = await Office.OpenAsync(house, path: "/app/prices");
        await office.SignInAsync("manager@sasuai.test");

        await office.Page.GetByLabel("Find a product").FillAsync("Indomie");

        await Expect(office.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Indomie Mi Goreng 85 g" })).ToBeVisibleAsync();
        await Expect(office.Page.GetByRole(AriaRole.Button, new() { Name = "Change the price" })).ToHaveCountAsync(0);
    }

    async Task<Office> OpenedAsync(string product)
    {
        var office = await Office.SignedInAsync(house, path: "/app/prices");
        await office.Page.GetByLabel("Find a product").FillAsync(product);
        await office.Button($"Change the price of {product}").ClickAsync();
        return office;
    }

    static async Task<long> NewestPriceAsync(TestTerminal terminal) => (await ShopSale.PriceAsync(terminal, Goods.Aqua)).Amount.Units;
}
