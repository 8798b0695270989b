using Sasuai.Dev;
using Sasuai.Kiosk;

namespace Sasuai.Tests;

/// <summary>A till sold without a network and will never reach one again. What it had not sent comes on a stick, by the shipped program, and counts once.</summary>
public sealed class DeadTill
{
    static readonly TimeSpan limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_a_dead_till_had_not_sent_is_handed_in_from_a_file_and_counts_once()
    {
        await using var chain = await Chain.OpenAsync();
        using var stick = TempFolder.Create("stick");
        long sold = 0;
        await using (var kiosk = OpenKiosk.Open(chain.KioskFolder, TimeProvider.System))
        {
            kiosk.Start();
            await Patience.WaitAsync(() => Task.FromResult(kiosk.Lane.State.Store is not null && kiosk.Lane.Search(chain.Products[0].Barcode, 1).Count == 1), limit, () => "The store's data did not come");
        }
        // Nothing talks to the cloud any more.
        await using (var kiosk = OpenKiosk.Open(chain.KioskFolder, TimeProvider.System))
        {
            kiosk.Lane.SignIn(chain.Cashier.Number, chain.Cashier.Pin).Refusal.ShouldBeNull();
            kiosk.Lane.OpenTill(new(200_000)).Refusal.ShouldBeNull();
            for (var sale = 0; sale < 3; sale++)
            {
                kiosk.Lane.Scan(chain.Products[sale].Barcode);
                sold += kiosk.Lane.PayCash(kiosk.Lane.State.DueInCash).Value.Sale.Total.Units;
            }
        }

        var said = await ShortCommand.AskAsync("dotnet", [Repository.KioskProgram, "rescue", "--to", stick.File("unsent.txt"), "--data", chain.KioskFolder]);
        Directory.Delete(chain.KioskFolder, recursive: true);
        for (var time = 0; time < 2; time++)
        {
            using var file = new StringContent(await File.ReadAllTextAsync(stick.File("unsent.txt"), TestContext.Current.CancellationToken));
            using var answer = await chain.Office.Client.PostAsync(new Uri("/v1/rescue", UriKind.Relative), file, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        said.ShouldContain("4 facts");
        await Patience.WaitAsync(async () => await chain.AskAsync<long>("select count(*) from fact where applied_at is null") == 0, limit, () => "The cloud has not applied everything");
        (await chain.AskAsync<long>("select count(*) from fact")).ShouldBe(4);
        (await chain.AskAsync<long>("select coalesce(sum(total), 0)::bigint from sale")).ShouldBe(sold);
    }
}
