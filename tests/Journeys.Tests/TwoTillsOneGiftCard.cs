using System.Net.Http.Json;
using Sasuai.Dev;
using Sasuai.Kiosk;
using Sasuai.Kiosk.Lanes;
using Sasuai.Sales;

namespace Sasuai.Tests;

/// <summary>One gift card comes to two tills, of which one is without a network: nobody spends what the other holds, and in the end the card has paid exactly its value.</summary>
public sealed class TwoTillsOneGiftCard
{
    const string card = "GC-2026 0001";
    static readonly TimeSpan limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_card_pays_its_value_at_two_tills_and_not_a_rupiah_more()
    {
        await using var chain = await Chain.OpenAsync();
        using var folder = TempFolder.Create("second");
        var second = chain.House.Seeded.Terminals.First(terminal => terminal.Store == chain.Terminal.Store && terminal.Number != chain.Terminal.Number);
        await TillRobot.EnrolAsync(chain.House.Functions.Address, second, folder.Path, "none", TestContext.Current.CancellationToken);
        await PutAsync(chain, $"/v1/stores/{chain.Terminal.Store}/counter-rules", new { giftCards = true });
        await PutAsync(chain, $"/v1/gift-cards/{Uri.EscapeDataString(card)}/loads/{Guid.CreateVersion7()}", new { amount = 50_000 });

        await using (var here = OpenKiosk.Open(chain.KioskFolder, TimeProvider.System))
        {
            here.Start();
            await BeginAsync(chain, here);
            await PaysAsync(here.Lane, 10_000);
            here.Lane.PayCash(here.Lane.State.DueInCash).Refusal.ShouldBeNull();
            await Patience.WaitAsync(() => Task.FromResult(here.Sync.Status.UnsentFacts == 0), limit, () => "The sale was not sent");
        }

        // Switched on again without a network it still holds the rest, and gives no more than that.
        await using var alone = OpenKiosk.Open(chain.KioskFolder, TimeProvider.System);
        alone.Lane.SignIn(chain.Cashier.Number, chain.Cashier.Pin).Refusal.ShouldBeNull();
        alone.Lane.Scan($"20*{chain.Products[0].Barcode}").ShouldBeOfType<ScanResult.Added>();
        Pay(alone.Lane, 41_000).ShouldNotBeNull();
        Pay(alone.Lane, 25_000).ShouldBeNull();

        await using var there = OpenKiosk.Open(folder.Path, TimeProvider.System);
        there.Start();
        await BeginAsync(chain, there);
        await Patience.WaitAsync(() => Task.FromResult(Pay(there.Lane, 15_000) == "gift-card-not-enough"), limit, () => "The other till was never told that there is nothing for it");

        alone.Lane.PayCash(alone.Lane.State.DueInCash).Refusal.ShouldBeNull();
        alone.Start();
        await PaysAsync(there.Lane, 15_000);
        there.Lane.PayCash(there.Lane.State.DueInCash).Refusal.ShouldBeNull();

        await Patience.WaitAsync(async () => await chain.AskAsync<long>("select balance from gift_card") == 0, limit, () => "The card is not empty");
        (await chain.AskAsync<long>("select -sum(amount)::bigint from gift_card_entry where reason = 'sale'")).ShouldBe(50_000);
        (await chain.AskAsync<bool>("select bool_and(used <= granted) from allowance")).ShouldBeTrue();
        (await chain.AskAsync<long>("select count(*) from flag where kind = 'gift-card-overdrawn'")).ShouldBe(0);
    }

    static string? Pay(Lane lane, long amount) => lane.Pay(new(TenderKind.GiftCard, new(amount), card)).Refusal?.Code;

    /// <summary>As a cashier does who is told to try again in a moment.</summary>
    static Task PaysAsync(Lane lane, long amount) => Patience.WaitAsync(() => Task.FromResult(Pay(lane, amount) is null), limit, () => $"The card does not pay {amount}, there is {lane.OnGiftCard(card)} of it here");

    static async Task BeginAsync(Chain chain, OpenKiosk kiosk)
    {
        await Patience.WaitAsync(() => Task.FromResult(kiosk.Lane.State.Store?.Counter?.GiftCards == true && kiosk.Lane.SignIn(chain.Cashier.Number, chain.Cashier.Pin).Refusal is null), limit, () => "The store's data did not come");
        kiosk.Lane.OpenTill(new(200_000)).Refusal.ShouldBeNull();
        await Patience.WaitAsync(() => Task.FromResult(kiosk.Lane.Scan($"20*{chain.Products[0].Barcode}") is ScanResult.Added), limit, () => "The goods did not come");
    }

    static async Task PutAsync(Chain chain, string address, object body)
    {
        using var answer = await chain.Office.Client.PutAsJsonAsync(new Uri(address, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }
}
