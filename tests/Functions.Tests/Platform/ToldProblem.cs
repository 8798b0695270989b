using System.Net.Http.Json;
using System.Text.Json;

namespace Sasuai.Tests.Platform;

/// <summary>What a refused request was told.</summary>
public sealed record ToldProblem(string? Code, string? Field, string? Title, string Text);

public static class Problems
{
    /// <summary>Reads problem details; anything that smells of a stack trace or of SQL fails the test.</summary>
    public static async Task<ToldProblem> ProblemAsync(this HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        text.ShouldNotContain("   at ");
        text.ShouldNotContain("Npgsql");
        text.ShouldNotContain("Exception");
        var problem = JsonDocument.Parse(text).RootElement;
        string? Of(string name) => problem.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new(Of("code"), Of("field"), Of("title"), text);
    }

    public static Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        answer.EnsureSuccessStatusCode();
        return answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
