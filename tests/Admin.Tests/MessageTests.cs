namespace Sasuai.Tests;

public sealed class MessageTests(AdminHouse house)
{
    // Milliseconds: from the sale over broker and gateway, with the pause that the gateway's key keeps between two messages.
    const float deliveredLimit = 60_000;

    // Above the point or ten that the demo's members lack to their next tier.
    const decimal reachesTier = 6;

    [Fact]
    public async Task A_members_new_tier_becomes_a_message_and_one_that_was_refused_is_sent_again_by_a_person()
    {
        using var terminal = await house.EnrolAsync("JKT01", 2);
        await using var office = await Office.SignedInAsync(house, path: "/app/messages");
        await Expect(office.Page.GetByText("No messages.")).ToBeVisibleAsync();

        await terminal.PushAsync(await ShopSale.OfAsync(terminal, Goods.Indomie, reachesTier, Goods.Jakarta, "MBR-0001"));
        var rina = office.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Rina Kartika" });
        await Expect(rina).ToContainTextAsync("Accepted", new() { Timeout = deliveredLimit });
        await Expect(rina).ToContainTextAsync("Tier reached");
        await Expect(rina).ToContainTextAsync("…7890");
        await Expect(rina.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);

        house.Gateway.Script("status-false:The phone number is not registered on WhatsApp");
        await terminal.PushAsync(await ShopSale.OfAsync(terminal, Goods.Indomie, reachesTier, Goods.Jakarta, "MBR-0004"));
        var wayan = office.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Wayan Sudirta" });
        await Expect(wayan).ToContainTextAsync("Failed", new() { Timeout = deliveredLimit });
        await Expect(wayan).ToContainTextAsync("The number is not on WhatsApp");
        await office.Page.GetByLabel("State").SelectOptionAsync("failed");
        await Expect(rina).ToHaveCountAsync(0);

        await office.Button("Send again to Wayan Sudirta").ClickAsync();
        var dialog = office.Page.GetByRole(AriaRole.Dialog, new() { Name = "Send this message again?" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(office.Page.GetByText("The message waits to be sent again.")).ToBeVisibleAsync();
        await office.Page.GetByLabel("State").SelectOptionAsync("");
        await Expect(wayan).ToContainTextAsync("Accepted", new() { Timeout = deliveredLimit });
        house.Gateway.Delivered.Count.ShouldBe(2);
    }
}
