namespace Sasuai.Tests;

public sealed class SignInTests(AdminHouse house)
{
    [Fact]
    public async Task A_wrong_password_is_told_and_the_right_one_opens_the_days_sales()
    {
        await using var office = await Office.OpenAsync(house);

        await office.SignInAsync(password: "not-this-one");
        await Expect(office.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The email or the password is wrong.");
        await Expect(office.Page.Locator("[name=email]")).ToHaveValueAsync(AdminHouse.owner);
        await Expect(office.Page.Locator("[name=password]")).ToBeFocusedAsync();

        await office.SignInAsync();
        await Expect(office.Heading("Sales of the day")).ToBeVisibleAsync();
        await Expect(office.Page.Locator(".who")).ToContainTextAsync("Sri Wahyuni");
        await Expect(office.Page.Locator(".who")).ToContainTextAsync("Owner · Toko Sasuai");
    }

    [Fact]
    public async Task Each_field_that_is_empty_is_named()
    {
        await using var office = await Office.OpenAsync(house);

        await office.Button("Sign in").ClickAsync();

        await Expect(office.Page.GetByText("Type your email address.")).ToBeVisibleAsync();
        await Expect(office.Page.GetByText("Type your password.")).ToBeVisibleAsync();
        await Expect(office.Page.GetByLabel("Email")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(office.Page.GetByLabel("Email")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_reload_stays_signed_in_and_signing_out_ends_it()
    {
        await using var office = await Office.SignedInAsync(house, path: "/app/terminals");
        await Expect(office.Heading("Terminals")).ToBeVisibleAsync();

        await office.Page.ReloadAsync();
        await Expect(office.Heading("Terminals")).ToBeVisibleAsync();

        await office.Button("Sign out").ClickAsync();
        await Expect(office.Heading("Sign in")).ToBeVisibleAsync();
        await office.Page.ReloadAsync();
        await Expect(office.Heading("Sign in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_sign_in_that_ran_out_is_renewed_over_the_screen_and_what_was_typed_is_still_there()
    {
        await using var office = await Office.SignedInAsync(house, path: "/app/prices");
        await office.Page.GetByLabel("Find a product").FillAsync("Indomie");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "Change the price of" }).First.ClickAsync();
        await office.Page.GetByLabel("New price").FillAsync("7.777");
        await office.Button("Review").ClickAsync();

        await house.EndSignInsAsync();
        await office.Button("Confirm the new price").ClickAsync();
        var dialog = office.Page.GetByRole(AriaRole.Dialog, new() { Name = "Sign in again" });
        await Expect(dialog).ToContainTextAsync("what you were doing is still here");
        // It cannot be dismissed, and nothing behind it can be reached.
        await office.Page.Keyboard.PressAsync("Escape");
        await office.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeVisibleAsync();

        await office.SignInAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(office.Page.Locator(".preview")).ToContainTextAsync(Figures.Rupiah(7_777));
        await Expect(office.Page.GetByLabel("Find a product")).ToHaveValueAsync("Indomie");
    }
}
