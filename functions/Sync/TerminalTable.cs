namespace Sasuai.Functions.Sync;

static class TerminalTable
{
    /// <summary>Waits at most this long for another push of the same terminal; then the answer is busy.</summary>
    public const string lockHead = """
        set local lock_timeout = '3s';
        select epoch, head_sequence, head_hash, revoked_at is not null as revoked from terminal where terminal_id = @terminal for update
        """;

    public const string knows = """
        select exists (select from fact where fact_id = @factId) or exists (select from quarantine where terminal_id = @terminal and fact_id = @factId)
        """;

    public const string moveHead = """
        update terminal
        set epoch = @epoch, head_sequence = @sequence, head_hash = @hash, announced_sequence = @announced, last_contact_at = @now, app_version = @version
        where terminal_id = @terminal
        """;
}
