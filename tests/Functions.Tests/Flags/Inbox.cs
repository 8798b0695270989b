using System.Net.Http.Json;
using System.Text.Json;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Flags;

/// <summary>The inbox of flagged facts as a person at the office reads it.</summary>
static class Inbox
{
    public static async Task<JsonElement[]> FlagsAsync(this HttpClient person, string query = "") =>
        [.. (await (await person.GetAsync("/v1/flags?" + query, TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("flags").EnumerateArray()];

    public static Task<HttpResponseMessage> SettleAsync(this HttpClient person, string note, params Guid[] ids) =>
        person.PostAsJsonAsync("/v1/flags/settle", new { ids, note }, TestContext.Current.CancellationToken);

    public static string Kind(this JsonElement flag) => flag.GetProperty("kind").GetString()!;
    public static Guid Id(this JsonElement flag) => flag.GetProperty("flagId").GetGuid();
    public static string Figure(this JsonElement flag, string name) => flag.GetProperty("figures").GetProperty(name).ToString();
}
