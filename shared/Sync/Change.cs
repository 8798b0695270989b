namespace Sasuai.Sync;

/// <summary>One fact on its way from a terminal to the cloud. It never changes once written; a correction is a new fact.</summary>
/// <param name="FactId">Minted by the terminal; the cloud keeps one fact per id.</param>
/// <param name="Sequence">1, 2, 3 … within the terminal's epoch, without gaps.</param>
/// <param name="Type">A name of <see cref="FactTypes"/>; the cloud keeps an unknown one raw.</param>
/// <param name="Version">The shape of the payload, from 1.</param>
/// <param name="Clock">The hybrid clock when it happened.</param>
/// <param name="Payload">The fact as JSON text, byte for byte as it was hashed.</param>
public sealed record Change(Guid FactId, long Sequence, string Type, int Version, long Clock, string Payload);

/// <summary>What a terminal pushes: consecutive facts of one epoch, and the hash of the fact before the first.</summary>
/// <param name="PreviousHash">Lower-case hexadecimal; <see cref="HashChain.Genesis"/> before sequence 1.</param>
/// <param name="HeadSequence">The newest sequence that the terminal holds, so that the cloud knows how much is still unsent.</param>
/// <param name="Clock">The terminal's hybrid clock when it sent this.</param>
/// <param name="Changes">None asks whether all is well: a till that sells nothing must notice too that the cloud was restored.</param>
/// <param name="LastAcknowledged">
/// The newest fact that the cloud ever acknowledged to this disk. A cloud that does not know it has lost it, whatever epoch it was in; one that does has everything before.
/// </param>
public sealed record ChangeBatch(
    TerminalId TerminalId, int Epoch, long FirstSequence, string PreviousHash, long HeadSequence, long Clock, string AppVersion, IReadOnlyList<Change> Changes,
    Guid? LastAcknowledged = null)
{
    /// <summary>Facts in one batch at the most.</summary>
    public const int maxChanges = 500;

    /// <summary>Bytes of a request body at the most, compressed as sent.</summary>
    public const int maxBytes = 256 * 1024;

    /// <summary>Bytes of a request body at the most after it is decompressed.</summary>
    public const int maxExpandedBytes = 8 * 1024 * 1024;
}

/// <summary>The answers to a push.</summary>
public static class PushStatus
{
    public const string ok = "ok";
    /// <summary>Facts before this batch are missing in the cloud: go back to AckThrough + 1 (a cloud restored from its backup refills itself so).</summary>
    public const string gap = "gap";
    /// <summary>The cloud holds another fact at this place: this disk was restored or cloned. Take the new epoch and number the unsent facts anew.</summary>
    public const string fork = "fork";
    /// <summary>The cloud lost facts of earlier epochs that it had acknowledged (it was restored from its backup): number all that is kept anew, and send it.</summary>
    public const string refill = "refill";
    /// <summary>Come back after RetryAfterSeconds.</summary>
    public const string busy = "busy";
    /// <summary>The terminal was revoked; its facts were set aside for a person to look at, not lost.</summary>
    public const string quarantined = "quarantined";
}

/// <param name="AckThrough">The last sequence of this batch (never more) that the cloud has verified and kept; on gap, what it has.</param>
/// <param name="AckHash">The chain's hash at <paramref name="AckThrough"/>.</param>
/// <param name="Epoch">The epoch to go on with; a new one after a fork.</param>
public sealed record PushReply(
    string Status, long AckThrough, string AckHash, int Epoch, long ServerClock, DateTimeOffset ServerTime, int MaxBatch, int RetryAfterSeconds = 0);
