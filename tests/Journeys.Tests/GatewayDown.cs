namespace Sasuai.Tests;

public sealed class GatewayDown
{
    [Fact]
    public async Task Without_the_gateway_the_message_waits_visibly_and_is_sent_once_when_it_is_back()
    {
        await using var chain = await Chain.OpenAsync();
        await using var till = await chain.OpenTillAsync();
        await Chain.SyncedAsync(till);
        await chain.House.Gateway.StopListeningAsync();

        await till.ScanAsync(chain.Products[8].Barcode, chain.Products[0].Barcode);
        await till.Terminal.WaitForAsync("2 baris");
        await till.AttachMemberAsync(chain.NearlyPerak.Phone, "Rina");
        await till.PayAsync(100_000);
        await Dev.Patience.WaitAsync(async () => await chain.AskAsync<long>("select count(*) from notification where state = 'retry'") == 1, TimeSpan.FromSeconds(30),
            () => $"No notification waits for its retry; functions:\n{chain.House.Functions.LastLines()}");
        chain.House.Gateway.Delivered.ShouldBeEmpty();

        await chain.House.Gateway.ListenAgainAsync();
        await chain.DeliveredAsync(1, TimeSpan.FromMinutes(3));
        (await chain.AskAsync<string>("select state from notification")).ShouldBe("accepted");
        chain.House.Gateway.Log.Count(entry => entry.Delivered).ShouldBe(1);
    }
}
