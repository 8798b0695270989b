using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>How far the cloud has a terminal's facts.</summary>
public sealed record TerminalHead(int Epoch, long HeadSequence, string HeadHash, bool Revoked)
{
    public static TerminalHead Begin(TerminalId terminal, int epoch) => new(epoch, 0, HashChain.Genesis(terminal, epoch), false);
}

/// <summary>
/// Whoever keeps one terminal's facts during one push, in one transaction: PostgreSQL, or the memory of the simulated cloud in
/// tests/Simulation, which must answer the same.
/// </summary>
public interface ITerminalLog
{
    /// <summary>The moment of the transaction.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Locks the terminal, then reads: two instances that hold the same batch take turns, and the second sees what the first kept.</summary>
    Task<TerminalHead> Lock();

    /// <summary>Whether every one of these was kept earlier, body for body, or set aside.</summary>
    Task<bool> HoldsAll(int epoch, IReadOnlyList<Change> changes);

    /// <summary>Whether this fact was ever kept or set aside.</summary>
    Task<bool> Knows(Guid factId);

    /// <summary>Keeps what is new; the answer is how many had to be set aside, because their id or place is held by another body.</summary>
    Task<int> Keep(int epoch, IReadOnlyList<Change> changes);

    Task SetAside(int epoch, IReadOnlyList<Change> changes, string cause);

    /// <param name="announced">The newest sequence that the terminal says it holds.</param>
    Task MoveHead(int epoch, long sequence, string hash, long announced, string appVersion);
}
