using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Notifications.Gateways;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>What came of gateways' news.</summary>
/// <param name="Early">News of a message whose sending is not written down yet: the gateway is to tell it again.</param>
sealed record ReportsPosted(int Moved, int Withdrawn, bool Early);

/// <summary>Takes what gateways tell by themselves into the books. News come in any order and more than once: a message's state only ever goes forward.</summary>
static class PostReports
{
    /// <summary>Answers that mean: no more messages. The whole answer, whatever stands around it.</summary>
    static readonly HashSet<string> stopWords = new(StringComparer.OrdinalIgnoreCase) { "STOP", "BERHENTI", "UNSUBSCRIBE", "UNREG", "STOP PROMO" };

    public static async Task<ReportsPosted> Post(Work work, string provider, IReadOnlyList<GatewayReport> reports)
    {
        var (moved, withdrawn, early) = (0, 0, false);
        foreach (var report in reports)
        {
            switch (report)
            {
                case GatewayReport.Status status:
                    var found = await work.SingleOrNone<Found>(find, new { provider, status.MessageId, status.ClientRef });
                    if (found?.State == "sending") early = true;
                    else if (found is not null) moved += await work.Execute(move, new { found.NotificationId, status.State, reason = status.State == "failed" ? status.Reason ?? "gateway" : null, status.MessageId });
                    break;
                case GatewayReport.Reply reply when IsStop(reply.Text):
                    withdrawn += await WithdrawAsync(work, provider, reply);
                    break;
            }
        }
        return new(moved, withdrawn, early);
    }

    static bool IsStop(string text) => stopWords.Contains(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('.', '!', '"', '\''));

    /// <summary>For everybody with this number whose chain sends through this gateway; the same answer told again is the same word.</summary>
    static async Task<int> WithdrawAsync(Work work, string provider, GatewayReport.Reply reply)
    {
        var members = await work.Query<(ChainId Chain, MemberId Member)>(findMembers, new { provider, phone = reply.From.Digits });
        foreach (var (chain, member) in members)
        {
            await ConsentTable.Say(work, chain, member, DerivedId.From(member.Value, $"reply|{provider}|{reply.MessageId}"), given: false, "reply", work.Now, work.Now);
            await MemberTable.Tell(work, chain, [member]);
        }
        return members.Count;
    }

    sealed record Found(Guid NotificationId, string State);

    const string find = """
        select n.notification_id, n.state from notification n join sender_key k on k.sender_key_id = n.sender_key_id
        where k.provider = @provider and (n.provider_message_id = @messageId or n.client_ref = @clientRef)
        order by n.provider_message_id is not distinct from @messageId desc, n.member_seq desc limit 1 for update of n
        """;

    // An uncertain one is certain now. What was delivered has not failed.
    const string move = """
        update notification set state = @state, reason = @reason, provider_message_id = coalesce(provider_message_id, @messageId), next_attempt_at = null, changed_at = clock_timestamp()
        where notification_id = @notificationId and @state = any(case state
            when 'uncertain' then array['sent', 'delivered', 'read', 'failed'] when 'accepted' then array['sent', 'delivered', 'read', 'failed']
            when 'sent' then array['delivered', 'read', 'failed'] when 'delivered' then array['read'] else array[]::text[] end)
        """;

    const string findMembers = """
        select m.chain_id as chain, m.member_id as member from member m
        where m.phone = @phone and @provider = (select k.provider from sender_key k where k.chain_id = m.chain_id or k.chain_id is null order by k.chain_id nulls last limit 1)
        """;
}
