using Microsoft.Extensions.Configuration;
using Sasuai.Dev;
using Sasuai.Functions.Hosting;

namespace Sasuai.Tests.Hosting;

public sealed class LocalSettingsTests
{
    [Fact]
    public async Task The_values_of_local_settings_are_read_the_later_folder_wins_and_the_environment_stands_over_them()
    {
        using var beside = TempFolder.Create("settings");
        using var working = TempFolder.Create("settings");
        await File.WriteAllTextAsync(beside.File("local.settings.json"),
            """{ "IsEncrypted": false, "Values": { "Postgres": "beside", "RabbitMq": "beside", "Logging__LogLevel__Default": "Debug" } }""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(working.File("local.settings.json"),
            """{ "Values": { "postgres": "working" /* a comment is fine */ } }""", TestContext.Current.CancellationToken);

        var settings = new ConfigurationBuilder()
            .Add(LocalSettings.In(beside.Path, working.Path))
            .AddInMemoryCollection([KeyValuePair.Create("RabbitMq", (string?)"environment")])
            .Build();

        settings["Postgres"].ShouldBe("working");
        settings["RabbitMq"].ShouldBe("environment");
        settings["Logging:LogLevel:Default"].ShouldBe("Debug");
    }

    [Fact]
    public void A_folder_without_local_settings_gives_nothing()
    {
        using var empty = TempFolder.Create("settings");

        new ConfigurationBuilder().Add(LocalSettings.In(empty.Path)).Build().AsEnumerable().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_json_that_is_missing_or_of_another_version_stops_the_start_with_a_sentence()
    {
        using var folder = TempFolder.Create("host");
        await File.WriteAllTextAsync(folder.File("host.json"), """{ "version": "1.0" }""", TestContext.Current.CancellationToken);

        Should.Throw<FormatException>(() => HostJson.Read(folder.File("host.json"))).Message.ShouldEndWith("must say \"version\": \"2.0\".");
        Should.Throw<FileNotFoundException>(() => HostJson.Read(folder.File("none.json"))).Message.ShouldContain("host.json is not at");
    }

    [Fact]
    public async Task Without_words_host_json_means_what_the_real_host_means()
    {
        using var folder = TempFolder.Create("host");
        await File.WriteAllTextAsync(folder.File("host.json"), """{ "version": "2.0" }""", TestContext.Current.CancellationToken);

        HostJson.Read(folder.File("host.json")).ShouldBe(new HostJson(
            "api", new QueueReading(16, 5, TimeSpan.FromMinutes(1), TimeSpan.Zero, Base64: true), RabbitPrefetch: 30));
    }

    [Fact]
    public void Our_host_json_has_no_route_prefix_and_looks_at_a_queue_often_enough_for_a_report_within_two_seconds()
    {
        var ours = HostJson.Read(Path.Combine(AppContext.BaseDirectory, "host.json"));

        ours.RoutePrefix.ShouldBeEmpty();
        ours.Queues.MaxPollingInterval.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
        ours.Queues.MaxDequeueCount.ShouldBe(5);
        ours.Queues.Base64.ShouldBeTrue();
    }
}
