using System.Diagnostics;

namespace Sasuai.Tests;

public sealed class SalesTests(AdminHouse house)
{
    // The promise to the chain: from the push to the screen.
    static readonly TimeSpan seenLimit = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_sale_is_seen_in_the_days_figures_within_two_seconds_of_its_push()
    {
        using var terminal = await house.EnrolAsync("JKT01", 1);
        await using var office = await Office.SignedInAsync(house);
        var before = Figures.Read(await office.Figure("Sales total").InnerTextAsync());
        // The first push opens connections and warms the code; the second is the one that is timed.
        var first = await ShopSale.OfAsync(terminal, Goods.Indomie, 1, Goods.Jakarta);
        await terminal.PushAsync(first);
        await Expect(office.Figure("Sales total")).ToHaveTextAsync(Figures.Rupiah(before + first.Total.Units), new() { Timeout = 15_000 });
        var second = await ShopSale.OfAsync(terminal, Goods.Indomie, 12, Goods.Jakarta);

        await terminal.PushAsync(second);
        var since = Stopwatch.GetTimestamp();

        await Expect(office.Figure("Sales total")).ToHaveTextAsync(Figures.Rupiah(before + first.Total.Units + second.Total.Units), new() { Timeout = 15_000 });
        Stopwatch.GetElapsedTime(since).ShouldBeLessThan(seenLimit);
        await Expect(office.Page.Locator(".tenders")).ToContainTextAsync("Cash");
    }

    [Fact]
    public async Task The_chart_and_its_table_tell_the_same_hour_and_a_store_can_be_looked_at_alone()
    {
        using var terminal = await house.EnrolAsync("JKT01", 2);
        var sale = await ShopSale.OfAsync(terminal, Goods.Indomie, 2, Goods.Jakarta);
        await terminal.PushAsync(sale);
        await using var office = await Office.SignedInAsync(house);
        var hour = TimeZoneInfo.ConvertTime(sale.CompletedAt, TimeZoneInfo.FindSystemTimeZoneById(Goods.Jakarta)).Hour;
        var jakarta = office.Page.Locator(".store").Filter(new() { HasText = "Toko Sasuai Jakarta" });
        await Expect(jakarta.Locator(".store-count")).Not.ToHaveTextAsync("0 sales");

        await jakarta.ClickAsync();
        await Expect(jakarta).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(office.Figure("Sales total")).ToHaveTextAsync(await jakarta.Locator(".store-total").InnerTextAsync());
        await Expect(office.Page.GetByRole(AriaRole.Img, new() { Name = "Bars of sales per hour" }).Locator("rect[class^=colour-]")).Not.ToHaveCountAsync(0);

        await office.Button("Show as a table").ClickAsync();
        await Expect(office.Page.GetByRole(AriaRole.Rowheader, new() { Name = $"{hour:00}.00", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_day_without_sales_says_so_and_today_is_one_press_away()
    {
        await using var office = await Office.SignedInAsync(house);

        await office.Button("The day before").ClickAsync();
        await Expect(office.Page.GetByText("No sales on this day yet.")).ToBeVisibleAsync();
        await Expect(office.Figure("Sales total")).ToHaveTextAsync(Figures.Rupiah(0));

        await office.Button("Today").ClickAsync();
        await Expect(office.Button("Today")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(office.Button("The day after")).ToHaveAttributeAsync("aria-disabled", "true");
    }
}
