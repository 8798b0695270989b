using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>How far the cloud has a terminal's facts.</summary>
sealed record TerminalHead(int Epoch, long HeadSequence, string HeadHash, bool Revoked)
{
    public static TerminalHead Begin(TerminalId terminal, int epoch) => new(epoch, 0, HashChain.Genesis(terminal, epoch), false);
}

static class TerminalTable
{
    /// <summary>Waits at most this long for another push of the same terminal; then the answer is busy.</summary>
    public const string lockHead = """
        set local lock_timeout = '3s';
        select epoch, head_sequence, head_hash, revoked_at is not null as revoked from terminal where terminal_id = @terminal for update
        """;

    public const string moveHead = """
        update terminal
        set epoch = @epoch, head_sequence = @sequence, head_hash = @hash, announced_sequence = @announced, last_contact_at = @now, app_version = @version
        where terminal_id = @terminal
        """;
}
