using System.Text.Json;

namespace Sasuai.Dev;

/// <summary>The body of a send, read as strictly as the gateway's own dashboard does.</summary>
sealed record SendRequest(IReadOnlyList<string> Numbers, string Content)
{
    const int contentMax = 4096; // characters
    const int numberMin = 11;    // digits
    const int numberMax = 13;

    /// <returns>The request, or the sentence that says what is wrong with it.</returns>
    public static (SendRequest? Request, string Wrong) Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("numbers", out var numbers) || numbers.ValueKind != JsonValueKind.Array)
                return (null, "numbers must be a list");
            if (!json.RootElement.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.String)
                return (null, "content must be a text");
            var request = new SendRequest(
                [.. numbers.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.String ? number.GetString()! : "")],
                content.GetString()!);
            return (request, request.WhatIsWrong());
        }
        catch (JsonException)
        {
            return (null, "the body is not JSON");
        }
    }

    string WhatIsWrong() =>
        Numbers.Count == 0 ? "numbers is empty"
        : Numbers.Any(number => !IsNumber(number)) ? "invalid number"
        : Content.Length is 0 or > contentMax ? $"content must be 1 to {contentMax} characters"
        : "";

    static bool IsNumber(string number) =>
        number.Length is >= numberMin and <= numberMax && number.All(char.IsAsciiDigit)
        && (number.StartsWith("08", StringComparison.Ordinal) || number.StartsWith("62", StringComparison.Ordinal));
}
