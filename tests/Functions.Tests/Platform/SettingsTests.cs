using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Sasuai.Dev;
using Sasuai.Functions.Platform;

namespace Sasuai.Tests.Platform;

public sealed class SettingsTests
{
    [Fact]
    public void The_sample_holds_every_setting_and_no_other_and_is_valid()
    {
        var sample = Sample();

        sample.Keys.ShouldBe(Settings.Names.Concat(Settings.OfTheHost), ignoreOrder: true);
        Settings.Read(With(sample)).EnrolmentCodeLife.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_in_sentences_that_repeat_no_value()
    {
        var wrong = new Dictionary<string, string?>
        {
            ["Postgres"] = "Password=hush", ["RabbitMq"] = "http://hush", ["BlastifyUrl"] = "hush", ["SweepSchedule"] = "hourly", ["RelaySchedule"] = "* * * * * *", ["SendSchedule"] = "* * * * * *", ["OccasionSchedule"] = "* * * * * *", ["PartSchedule"] = "* * * * * *",
            ["EnrolmentCodeMinutes"] = "0", ["AzureWebJobsStorage"] = "x"
        };

        var fault = Should.Throw<SettingsFault>(() => Settings.Read(With(wrong)));

        fault.Sentences.Count.ShouldBe(6);
        foreach (var name in (string[])["Postgres", "RabbitMq", "BlastifyUrl", "BlastifyKey", "SweepSchedule", "EnrolmentCodeMinutes"])
            fault.Sentences.Count(sentence => sentence.Contains($"setting {name} ", StringComparison.Ordinal)).ShouldBe(1, name);
        fault.Message.ShouldNotContain("hush");
    }

    static Dictionary<string, string?> Sample() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json"))).RootElement.GetProperty("Values")
        .EnumerateObject().Where(each => !each.Name.StartsWith("//", StringComparison.Ordinal)).ToDictionary(each => each.Name, each => each.Value.GetString());

    static IConfiguration With(Dictionary<string, string?> values) => new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
