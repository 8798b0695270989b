using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Loyalty;

/// <summary>
/// What members said about messages, a row for each word and none ever changed. The latest word of a member holds; of two words of the same
/// moment the withdrawal does, whichever came first (remove wins).
/// </summary>
static class ConsentTable
{
    /// <summary>Orders a member's words so that the first holds.</summary>
    public const string latestFirst = "at desc, (status = 'withdrawn') desc, consent_id desc";

    /// <summary>
    /// A consent counts from when it was said, and a withdrawal from when it came here: a consent that was said elsewhere before that, by somebody who
    /// could not know of it, does not undo it, and a till whose clock is ahead cannot consent for the future.
    /// </summary>
    /// <param name="said">By the clock of who wrote it down.</param>
    /// <param name="came">By the cloud's clock.</param>
    public static Task Say(Work work, ChainId chain, MemberId member, Guid id, bool given, string source, DateTimeOffset said, DateTimeOffset came) =>
        work.Execute(insert, new { id, chain, member, status = given ? "given" : "withdrawn", source, at = given && said < came ? said : came, said });

    /// <summary>Where a counter heard it.</summary>
    public static string SourceOf(Sasuai.Loyalty.ConsentWay? way) => way == Sasuai.Loyalty.ConsentWay.Signed ? "counter-signed" : "counter";

    const string insert = """
        insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at, said_at)
        values (@id, @chain, @member, 'whatsapp', 'loyalty', @status, @source, @at, @said) on conflict do nothing
        """;
}
