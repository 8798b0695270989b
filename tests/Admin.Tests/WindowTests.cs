using Deque.AxeCore.Playwright;

namespace Sasuai.Tests;

/// <summary>Every screen, as different people see it.</summary>
public sealed class WindowTests(AdminHouse house)
{
    static readonly string[] paths = ["/app/", "/app/terminals", "/app/messages", "/app/prices"];

    [Theory]
    [InlineData("en-GB", "Sales of the day", "Terminals", "WhatsApp messages", "Prices")]
    [InlineData("id-ID", "Penjualan harian", "Terminal", "Pesan WhatsApp", "Harga")]
    public async Task Every_screen_speaks_the_language_of_its_reader(string language, params string[] headings)
    {
        await using var office = await Office.SignedInAsync(house, language);
        foreach (var (path, heading) in paths.Zip(headings))
        {
            await office.Page.GotoAsync(house.Address + path);
            await Expect(office.Heading(heading)).ToBeVisibleAsync();
        }
        await Expect(office.Page.Locator("html")).ToHaveAttributeAsync("lang", language[..2]);
    }

    [Fact]
    public async Task The_language_is_switched_without_losing_the_screen_and_is_remembered()
    {
        await using var office = await Office.SignedInAsync(house, "en-GB", path: "/app/prices");
        await office.Page.GetByLabel("Find a product").FillAsync("Aqua");

        await office.Button("ID, Bahasa Indonesia").ClickAsync();
        await Expect(office.Heading("Harga")).ToBeVisibleAsync();
        await Expect(office.Page.GetByLabel("Cari barang")).ToHaveValueAsync("Aqua");
        await Expect(office.Page).ToHaveTitleAsync("Harga · Sasuai");

        await office.Page.ReloadAsync();
        await Expect(office.Heading("Harga")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(768)]
    public async Task Nothing_is_wider_than_a_phone(int width)
    {
        await using var office = await Office.OpenAsync(house, "id-ID", width);
        await ShouldFitAsync(office, "sign-in");
        await office.SignInAsync();
        await Expect(office.Page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        foreach (var path in paths)
        {
            await office.Page.Locator($"nav a[href='{path}']").ClickAsync();
            await Expect(office.Page.Locator(".waiting")).ToHaveCountAsync(0);
            await ShouldFitAsync(office, path);
        }
        await office.Page.GetByLabel("Cari barang").FillAsync("sabun");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "Ubah harga" }).First.ClickAsync();
        await office.Page.GetByLabel("Harga baru").FillAsync("999.999.999.999");
        await office.Button("Tinjau").ClickAsync();
        await Expect(office.Page.Locator(".preview")).ToBeVisibleAsync();
        await ShouldFitAsync(office, "preview");
        (await office.Page.GetByRole(AriaRole.Dialog).EvaluateAsync<int>("dialog => dialog.scrollWidth - dialog.clientWidth")).ShouldBe(0);
    }

    [Fact]
    public async Task A_price_is_changed_by_keyboard_alone()
    {
        await using var office = await Office.OpenAsync(house);
        var keys = office.Page.Keyboard;
        await Expect(office.Page.GetByLabel("Email")).ToBeFocusedAsync();
        await keys.TypeAsync(AdminHouse.owner);
        await keys.PressAsync("Tab");
        await keys.TypeAsync(AdminHouse.password);
        await keys.PressAsync("Enter");
        await Expect(office.Heading("Sales of the day")).ToBeVisibleAsync();

        await TabToAsync(office, office.Link("Prices"));
        await keys.PressAsync("Enter");
        await Expect(office.Heading("Prices")).ToBeVisibleAsync();
        await TabToAsync(office, office.Page.GetByLabel("Find a product"));
        await keys.TypeAsync("Marie Regal");
        await Expect(office.Button("Change the price of Marie Regal 250 g")).ToBeVisibleAsync();
        await TabToAsync(office, office.Button("Change the price of Marie Regal 250 g"));
        await keys.PressAsync("Enter");
        await Expect(office.Page.GetByLabel("New price")).ToBeFocusedAsync();
        await keys.TypeAsync("22000");
        await keys.PressAsync("Enter");
        await Expect(office.Button("Confirm the new price")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");

        await Expect(office.Page.GetByText($"Marie Regal 250 g now costs {Figures.Rupiah(22_000)}.")).ToBeVisibleAsync();
        await Expect(office.Button("Change the price of Marie Regal 250 g")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_browsers_back_key_leads_to_the_screen_before()
    {
        await using var office = await Office.SignedInAsync(house);
        await office.Link("Terminals").ClickAsync();
        await Expect(office.Page).ToHaveURLAsync($"{house.Address}/app/terminals");

        await office.Page.GoBackAsync();

        await Expect(office.Heading("Sales of the day")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_screen_shuts_anybody_out(ColorScheme theme)
    {
        await using var office = await Office.OpenAsync(house, theme: theme);
        await ShouldBeOpenToAllAsync(office, "sign-in");
        await office.SignInAsync();
        await Expect(office.Page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        foreach (var path in paths)
        {
            await office.Page.Locator($"nav a[href='{path}']").ClickAsync();
            await Expect(office.Page.Locator(".waiting")).ToHaveCountAsync(0);
            await ShouldBeOpenToAllAsync(office, path);
        }
        await office.Page.GetByLabel("Find a product").FillAsync("sabun");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "Change the price" }).First.ClickAsync();
        await office.Button("Review").ClickAsync();
        await ShouldBeOpenToAllAsync(office, "change");
        await office.Page.GetByLabel("New price").FillAsync("1");
        await office.Button("Review").ClickAsync();
        await ShouldBeOpenToAllAsync(office, "preview");
    }

    static async Task ShouldBeOpenToAllAsync(Office office, string where)
    {
        // Colours that still fade are measured half-way.
        await office.Page.EvaluateAsync("Promise.all(document.getAnimations().map(each => each.finished))");
        var found = await office.Page.RunAxe();
        found.Violations.Select(each => $"{where}: {each.Id} {each.Help} at {string.Join(", ", each.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }

    static async Task ShouldFitAsync(Office office, string where) =>
        (await office.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, where);

    static async Task TabToAsync(Office office, ILocator target)
    {
        const int most = 30;
        for (var pressed = 0; pressed < most; pressed++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await office.Page.Keyboard.PressAsync("Tab");
        }
        await Expect(target).ToBeFocusedAsync();
    }
}
