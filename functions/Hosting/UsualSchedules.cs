using Microsoft.Extensions.Configuration.Memory;

namespace Sasuai.Functions.Hosting;

/// <summary>The schedules of local.settings.sample.json, for a self host that is told none: a container needs to name only addresses and keys.</summary>
static class UsualSchedules
{
    public static MemoryConfigurationSource Source() => new()
    {
        InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["SweepSchedule"] = "*/30 * * * * *",
            ["RelaySchedule"] = "*/5 * * * * *",
            ["SendSchedule"] = "*/10 * * * * *",
            ["OccasionSchedule"] = "0 */10 * * * *",
            ["PartSchedule"] = "30 */10 * * * *",
        },
    };
}
