namespace Sasuai.Dev;

/// <summary>One request to the gateway and what became of it. The key is never kept.</summary>
/// <param name="Number">The receiver as it was written; empty when the body named none.</param>
/// <param name="Outcome">The word of the script, or why the request was refused.</param>
/// <param name="Delivered">Whether the member's phone got it.</param>
public sealed record GatewayEntry(DateTimeOffset Time, string Number, string Content, string Outcome, bool Delivered);
