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

    public static Task Say(Work work, ChainId chain, MemberId member, Guid id, bool given, string source, DateTimeOffset at) =>
        work.Execute(insert, new { id, chain, member, status = given ? "given" : "withdrawn", source, at });

    const string insert = """
        insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at)
        values (@id, @chain, @member, 'whatsapp', 'loyalty', @status, @source, @at) on conflict do nothing
        """;
}
