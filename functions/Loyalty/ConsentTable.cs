using Sasuai.Functions.Platform;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>
/// What members said about messages, a row for each word and none ever changed. The latest word of a member holds; of two words of the same
/// moment the withdrawal does, whichever came first (remove wins).
/// </summary>
static class ConsentTable
{
    /// <summary>Orders a member's words so that the first holds.</summary>
    public const string latestFirst = "at desc, (status = 'withdrawn') desc, consent_id desc";

    /// <summary>Keeps a word; from when it counts is <see cref="Permission.Said"/>'s to say.</summary>
    /// <param name="said">By the clock of who wrote it down.</param>
    /// <param name="came">By the cloud's clock.</param>
    public static Task Say(Work work, ChainId chain, MemberId member, Guid id, bool given, string source, DateTimeOffset said, DateTimeOffset came) =>
        work.Execute(insert, new { id, chain, member, status = given ? "given" : "withdrawn", source, at = Permission.Said(given, said, came).CountsFrom, said });

    /// <summary>Where a counter heard it.</summary>
    public static string SourceOf(ConsentWay? way) => way == ConsentWay.Signed ? "counter-signed" : "counter";

    /// <summary>The word that holds, by member.</summary>
    public static async Task<IReadOnlyDictionary<MemberId, Permission>> Holding(Work work, Guid[] members) =>
        (await work.Query<Row>(readHolding, new { ids = members })).ToDictionary(row => row.MemberId, row => new Permission(row.Given, row.At));

    sealed record Row(MemberId MemberId, bool Given, DateTimeOffset At);

    const string readHolding = $"""
        select distinct on (member_id) member_id, status = 'given' as given, at from consent
        where member_id = any(@ids) and channel = 'whatsapp' and purpose = 'loyalty' order by member_id, {latestFirst}
        """;

    const string insert = """
        insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at, said_at)
        values (@id, @chain, @member, 'whatsapp', 'loyalty', @status, @source, @at, @said) on conflict do nothing
        """;
}
