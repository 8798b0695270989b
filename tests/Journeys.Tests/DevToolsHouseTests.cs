using Sasuai.Dev;

namespace Sasuai.Tests;

public sealed class DevToolsHouseTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_house_is_migrated_seeded_and_answers_and_its_functions_come_back_from_a_kill_at_the_same_address()
    {
        var steps = new List<string>();
        using var client = new HttpClient();
        int functions;
        await using (var house = await House.StartAsync(new() { SyncToDisk = false, Seed = true, Say = steps.Add }, Cancellation))
        {
            house.Seeded.Terminals.Count.ShouldBeGreaterThan(1);
            var address = house.Functions.Address;

            await house.Functions.KillAsync();
            await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync($"{address}/health", Cancellation));
            await house.Functions.StartAgainAsync(Cancellation);

            (await client.GetAsync($"{address}/health", Cancellation)).EnsureSuccessStatusCode();
            functions = house.Functions.ProcessId!.Value;
        }

        ProcessTree.IsAlive(functions).ShouldBeFalse();
        steps.ShouldContain(step => step.StartsWith("the functions answer after"));
    }
}
