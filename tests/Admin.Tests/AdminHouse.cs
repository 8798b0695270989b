using System.Net.Http.Json;
using System.Text.Json;
using Sasuai.Dev;
using Sasuai.Tests.Platform;

[assembly: AssemblyFixture(typeof(Sasuai.Tests.AdminHouse))]
// One house and one browser for all; a figure that must be seen within two seconds shares the machine with no other test.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Sasuai.Tests;

/// <summary>The demo's chain on the real functions and servers, and Debian's Chromium.</summary>
public sealed class AdminHouse : IAsyncLifetime
{
    public const string owner = "owner@sasuai.test";
    public const string password = "sasuai-demo";

    // Nothing of Chromium may reach for the world: no updates, no lists, no sync.
    static readonly string[] quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run", "--no-default-browser-check"
    ];

    House house = null!;
    IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;
    public HttpClient Client { get; } = new();
    public FakeWhatsApp Gateway => house.Gateway;
    public string Address => house.Functions.Address;

    public async ValueTask InitializeAsync()
    {
        await AdminApp.EnsureBuiltAsync();
        var logs = Path.Combine(Repository.Artifacts, "admin-tests");
        Directory.CreateDirectory(logs);
        house = await House.StartAsync(new HouseOptions { SyncToDisk = false, Seed = true, LogFolder = logs });
        Client.BaseAddress = new Uri(Address);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = quiet });
    }

    /// <summary>A machine that becomes a terminal of the demo, with a code that the owner asked for.</summary>
    public async Task<TestTerminal> EnrolAsync(string store, int number)
    {
        var terminals = await AskAsync(HttpMethod.Get, "/v1/terminals");
        var id = terminals.GetProperty("terminals").EnumerateArray()
            .Single(each => each.GetProperty("storeCode").GetString() == store && each.GetProperty("number").GetInt32() == number)
            .GetProperty("terminalId").GetGuid();
        var code = (await AskAsync(HttpMethod.Post, $"/v1/terminals/{id}/enrolment-code")).GetProperty("code").GetString()!;
        var terminal = new TestTerminal(Client, store, number);
        await terminal.EnrolAsync(code);
        return terminal;
    }

    /// <summary>Ends every sign-in, as the end of its life would.</summary>
    public Task EndSignInsAsync() => ExecuteAsync("update sign_in set expires_at = now() - interval '1 minute'");

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
        Client.Dispose();
        if (house is not null) await house.DisposeAsync();
    }

    async Task<JsonElement> AskAsync(HttpMethod method, string path)
    {
        var signedIn = await Client.PostAsJsonAsync("/v1/sign-in", new { email = owner, password });
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new("Bearer", token) } };
        var answer = await Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    async Task ExecuteAsync(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(house.Settings.Postgres);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand($"begin; select set_config('sasuai.scope', 'all', true); {sql}; commit", connection);
        await command.ExecuteNonQueryAsync();
    }
}
