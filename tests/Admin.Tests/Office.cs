namespace Sasuai.Tests;

/// <summary>One person at one browser window, who reads the screen and presses keys.</summary>
public sealed class Office : IAsyncDisposable
{
    // Milliseconds that a press may take to find its button.
    const float patience = 10_000;

    readonly IBrowserContext context;
    readonly List<string> complaints = [];

    Office(IBrowserContext context, IPage page, string address)
    {
        (this.context, Page, Address) = (context, page, address);
        page.PageError += (_, fault) => complaints.Add(fault);
        // A refused request is part of some journeys; a script or style that the policy stopped never is.
        page.Console += (_, said) =>
        {
            if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) complaints.Add(said.Text);
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal)) complaints.Add($"asked {request.Url}");
        };
    }

    public IPage Page { get; }
    public string Address { get; }

    public static async Task<Office> OpenAsync(AdminHouse house, string language = "en-GB", int width = 1280, ColorScheme theme = ColorScheme.Light, string path = "/app/")
    {
        ArgumentNullException.ThrowIfNull(house);
        var window = await house.Browser.NewContextAsync(new()
        {
            Locale = language, ColorScheme = theme, ViewportSize = new() { Width = width, Height = 800 }, HasTouch = width < 500, TimezoneId = "Asia/Jakarta",
        });
        var office = new Office(window, await window.NewPageAsync(), house.Address);
        office.Page.SetDefaultTimeout(patience);
        await office.Page.GotoAsync(house.Address + path);
        return office;
    }

    /// <summary>An owner who has signed in, on the named screen.</summary>
    public static async Task<Office> SignedInAsync(AdminHouse house, string language = "en-GB", int width = 1280, ColorScheme theme = ColorScheme.Light, string path = "/app/")
    {
        var office = await OpenAsync(house, language, width, theme, path);
        await office.SignInAsync();
        await Expect(office.Page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        return office;
    }

    public async Task SignInAsync(string email = AdminHouse.owner, string password = AdminHouse.password)
    {
        await Page.Locator("[name=email]").FillAsync(email);
        await Page.Locator("[name=password]").FillAsync(password);
        await Page.Keyboard.PressAsync("Enter");
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    /// <summary>The value of one of the day's figures, by its name on the screen.</summary>
    public ILocator Figure(string name) => Page.Locator(".figure").Filter(new() { HasText = name }).Locator("dd");

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        complaints.ShouldBeEmpty();
    }
}
