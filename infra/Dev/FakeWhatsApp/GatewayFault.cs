using System.Globalization;

namespace Sasuai.Dev;

/// <summary>
/// How the gateway treats one request, written as a word of a script: <c>ok</c>, <c>slow:MS</c>, <c>429[:SECONDS]</c>, <c>500</c>,
/// <c>503[:SECONDS]</c>, <c>garbage</c>, <c>html</c>, <c>truncated</c>, <c>empty</c>, <c>status-false:MESSAGE</c>, <c>unauthorized</c>,
/// <c>close</c>, <c>never</c>. With <c>+delivered</c> behind it the member gets the message all the same, as real gateways were seen to do.
/// </summary>
public sealed record GatewayFault(string Kind, string Detail, bool Delivers)
{
    const string delivered = "+delivered";
    static readonly string[] acceptingKinds = ["ok", "slow", "garbage", "html", "truncated", "empty"];
    static readonly string[] refusingKinds = ["429", "500", "503", "status-false", "unauthorized", "close", "never"];

    public static GatewayFault None { get; } = new("ok", "", true);

    /// <summary>Milliseconds of <c>slow</c>; seconds of <c>429</c> and <c>503</c>; 0 when none were named.</summary>
    public int Number => int.TryParse(Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public override string ToString() => Detail.Length == 0 ? Kind : $"{Kind}:{Detail}";

    /// <exception cref="FormatException">No such fault, or its number is missing or is none; the message names the word.</exception>
    public static GatewayFault Parse(string word)
    {
        var says = word.EndsWith(delivered, StringComparison.Ordinal);
        var parts = (says ? word[..^delivered.Length] : word).Split(':', 2);
        var (kind, detail) = (parts[0], parts.Length > 1 ? parts[1] : "");
        if (!acceptingKinds.Contains(kind) && !refusingKinds.Contains(kind))
            throw new FormatException(
                $"'{word}' is no fault of the gateway; there are {string.Join(", ", [.. acceptingKinds, .. refusingKinds, "down", "up"])}.");
        var fault = new GatewayFault(kind, detail, says || acceptingKinds.Contains(kind));
        if (kind == "slow" && fault.Number == 0)
            throw new FormatException($"'{word}' needs milliseconds: slow:250.");
        if (kind is "429" or "503" && detail.Length > 0 && fault.Number == 0)
            throw new FormatException($"'{word}' needs seconds: {kind}:2.");
        return fault;
    }
}
