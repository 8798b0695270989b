namespace Sasuai.Sync;

/// <summary>
/// A push that travels by hand, a line of JSON in a file: what a terminal that reaches no cloud any more would have sent, with its own signature. Whoever
/// carries it can neither change nor add anything.
/// </summary>
/// <param name="Clock">As in <see cref="TerminalSignature.clockHeader"/>.</param>
/// <param name="Signature">Of a POST to <see cref="path"/> with the bytes of <paramref name="Body"/> in UTF-8.</param>
/// <param name="Body">A <see cref="ChangeBatch"/> as JSON text.</param>
public sealed record RescuedPush(TerminalId TerminalId, long Clock, string Signature, string Body)
{
    public const string path = "/sync/v1/push";
}
