using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Dev;
using Sasuai.Functions.Hosting;

namespace Sasuai.Tests.Hosting;

public sealed partial class WorkerRulesTests
{
    static readonly Type[] ours = typeof(SelfHost).Assembly.GetTypes();

    [Fact]
    public void The_real_worker_would_take_every_function()
    {
        FoundFunction.In(ours).ShouldNotBeEmpty();

        WorkerRules.Breaches(ours).ShouldBeEmpty();
    }

    [Fact]
    public void The_real_worker_would_take_the_functions_of_these_tests() =>
        WorkerRules.Breaches([
            typeof(QueueTriggerTests.Take), typeof(QueueTriggerTests.TakeRecord), typeof(TimerTriggerTests.EverySecond),
            typeof(RabbitTriggerTests.Take), typeof(RabbitTriggerTests.TakeRecord),
        ]).ShouldBeEmpty();

    [Fact]
    public void Every_setting_that_a_trigger_names_is_in_the_sample_and_every_schedule_there_has_six_fields()
    {
        var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json"))).RootElement.GetProperty("Values");
        string Sample(string name) => sample.TryGetProperty(name, out var value) ? value.GetString()! : throw new KeyNotFoundException($"{name} is not in the sample");

        foreach (var function in FoundFunction.In(ours))
            foreach (var name in SettingsOf(function))
                Sample(name).ShouldNotBeEmpty();
        foreach (var schedule in sample.EnumerateObject().Where(each => each.Name.EndsWith("Schedule", StringComparison.Ordinal) && !each.Name.StartsWith("//", StringComparison.Ordinal)))
            WorkerRules.IsSchedule(schedule.Value.GetString()!).ShouldBeTrue(schedule.Name);
    }

    [Theory]
    [InlineData("Same", "2 functions have this name without regard to case")]
    [InlineData("4Digits", "the name must begin with a letter")]
    [InlineData("Hidden", "must be public")]
    [InlineData("Void", "async void is never awaited")]
    [InlineData("ByRef", "must not be ref, in or out")]
    [InlineData("NoTrigger", "exactly one trigger, and there are 0")]
    [InlineData("TwoTriggers", "exactly one trigger, and there are 2")]
    [InlineData("NoLevel", "say the AuthorizationLevel")]
    [InlineData("NoLevelNorMethods", "say the AuthorizationLevel")]
    [InlineData("Key", "only AuthorizationLevel.Anonymous")]
    [InlineData("NoVerb", "name the verbs")]
    [InlineData("OddVerb", "name the verbs")]
    [InlineData("NoRoute", "say the Route")]
    [InlineData("BrokenRoute", "the route is wrong")]
    [InlineData("SlashRoute", "breaks the worker")]
    [InlineData("AdminRoute", "belong to the host")]
    [InlineData("Headers", "collides with binding data")]
    [InlineData("NotInRoute", "is not in the route")]
    [InlineData("Day", "converters do not read")]
    [InlineData("Unconstrained", "needs the constraint :guid")]
    [InlineData("Optional", "must be nullable")]
    [InlineData("NoRequest", "must be HttpRequest")]
    [InlineData("NoResult", "returns IResult")]
    [InlineData("QueueName", "is no queue name")]
    [InlineData("QueueConnection", "Connection must be the name of a setting")]
    [InlineData("QueueBytes", "a string or a record, not Byte[]")]
    [InlineData("QueueOutput", "would be an output binding")]
    [InlineData("FiveFields", "six cron fields")]
    [InlineData("LastDay", "six cron fields")]
    [InlineData("TimerText", "must be TimerInfo")]
    [InlineData("RabbitBody", "named body collides")]
    [InlineData("RabbitHost", "no host be named")]
    [InlineData("RabbitNumber", "a string or a record, not Int32")]
    [InlineData("RabbitExtra", "nothing gives the parameter store a value")]
    public void What_the_real_worker_refuses_is_found(string function, string sentence)
    {
        WorkerRules.Breaches([typeof(Refused)])
            .ShouldContain(breach => breach.StartsWith(function + ":", StringComparison.OrdinalIgnoreCase) && breach.Contains(sentence));
    }

    static IEnumerable<string> SettingsOf(FoundFunction function) => function.Trigger switch
    {
        QueueTriggerAttribute queue => [queue.Connection!, .. In(queue.QueueName)],
        TimerTriggerAttribute timer => In(timer.Schedule),
        RabbitMQTriggerAttribute rabbit => [rabbit.ConnectionStringSetting!, .. In(rabbit.QueueName)],
        _ => [],
    };

    static IEnumerable<string> In(string text) => Reference().Matches(text).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
