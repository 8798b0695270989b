using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Sasuai.Dev;
using Sasuai.Functions.Hosting;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Seed;

namespace Sasuai.Tests.Platform;

/// <summary>The cloud half on the self host with the demo's chain in a database of its own; all functions but those of the broker.</summary>
public sealed class CloudUnderTest : IAsyncDisposable
{
    static readonly SemaphoreSlim templateLock = new(1, 1);
    static string? template;
    static Seeded? seeded;

    readonly WebApplication app;

    CloudUnderTest(WebApplication app, string postgres) => (this.app, Postgres) = (app, postgres);

    public string Postgres { get; }
    public HttpClient Client { get; } = new();
    public Database Database => app.Services.GetRequiredService<Database>();
    public IServiceProvider Services => app.Services;

    /// <summary>What the seed told; its enrolment codes work in every cloud, once each.</summary>
    const string applyDisabled = "--AzureWebJobs.ApplyChanges.Disabled=true";

    public static Seeded Seeded => seeded!;

    /// <param name="settings">More settings as <c>--Name=value</c>.</param>
    public static async Task<CloudUnderTest> StartAsync(TestServers servers, Action<IServiceCollection>? replace = null, params string[] settings)
    {
        var postgres = await servers.NewDatabaseAsync(await TemplateAsync(servers));
        return await StartOnAsync(postgres, await servers.NewStorageAsync(), replace, settings);
    }

    /// <summary>One that posts no facts by itself: the test says when.</summary>
    public static Task<CloudUnderTest> StartQuietAsync(TestServers servers) => StartAsync(servers, null, applyDisabled);

    /// <summary>Another instance of the cloud on the same database.</summary>
    public static async Task<CloudUnderTest> StartOnAsync(string postgres, string storage, Action<IServiceCollection>? replace = null, params string[] settings)
    {
        // Relay and sender stand still, so that a test finds in the outbox and in the doorbell's queue what it put there.
        Type[] resting = [typeof(RelayOutbox), typeof(RecordNotification), typeof(SendWhatsApp)];
        var functions = typeof(Database).Assembly.GetTypes().Except(resting).ToArray();
        var builder = SelfHost.CreateBuilder(
            [
                "--urls=http://127.0.0.1:0", $"--Postgres={postgres}", $"--AzureWebJobsStorage={storage}", "--RabbitMq=amqp://guest:guest@127.0.0.1:1/",
                "--BlastifyUrl=http://127.0.0.1:1", "--BlastifyKey=test-key", "--SweepSchedule=0 0 0 1 1 *", "--RelaySchedule=0 0 0 1 1 *", "--SendSchedule=0 0 0 1 1 *", "--OccasionSchedule=0 0 0 1 1 *", "--PartSchedule=0 0 0 1 1 *", "--MessageLoops=false", .. settings
            ], functions);
        builder.Logging.ClearProviders();
        builder.Services.AddSasuai(builder.Configuration);
        replace?.Invoke(builder.Services);
        builder.UseSasuai();
        var cloud = new CloudUnderTest(builder.Build(), postgres);
        await cloud.app.StartAsync();
        cloud.Client.BaseAddress = new Uri(cloud.app.Urls.First());
        return cloud;
    }

    /// <summary>A machine that has become a terminal of the demo.</summary>
    public async Task<TestTerminal> EnrolAsync(string store = "JKT01", int number = 1)
    {
        var terminal = new TestTerminal(Client, store, number);
        await terminal.EnrolAsync(Seeded.Terminals.Single(each => each.Store == store && each.Number == number).EnrolmentCode);
        return terminal;
    }

    /// <summary>A client that speaks for a person of the demo.</summary>
    public async Task<HttpClient> SignInAsync(string email = "owner@sasuai.test")
    {
        var answer = await Client.PostAsJsonAsync("/v1/sign-in", new { email, password = "sasuai-demo" }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("token").GetString();
        return new HttpClient { BaseAddress = Client.BaseAddress, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    /// <summary>One value from the database, seen with the eyes of a worker.</summary>
    public Task<T> Ask<T>(string sql, object? given = null) => Database.Everywhere(work => work.Single<T>(sql, given), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>The name of a database that is migrated and seeded, to be copied.</summary>
    public static async Task<string> TemplateAsync(TestServers servers)
    {
        await templateLock.WaitAsync();
        try
        {
            if (template is not null) return template;
            var made = new NpgsqlConnectionStringBuilder(await servers.NewDatabaseAsync()) { Pooling = false };
            await Migrator.Migrate(made.ConnectionString);
            seeded = await SeedVerb.Plant(made.ConnectionString);
            return template = made.Database!;
        }
        finally
        {
            templateLock.Release();
        }
    }
}
