using System.Globalization;
using System.Text.RegularExpressions;
using Sasuai.Messages;

namespace Sasuai.Tests.Notifications;

/// <summary>
/// What must hold after every fault, when all that broke works again and everything is drained: the invariants I1 to I11 of the design, read from PostgreSQL and
/// from the gateway's own log. I6 (sales do not wait) is measured by the benchmark, I11 (memory and connections) by the soak.
/// </summary>
static partial class MessageInvariants
{
    /// <param name="resent">How many messages may have reached the gateway twice by the stated rule for unknown outcomes.</param>
    public static async Task HoldAsync(MessagesRig rig, IReadOnlyCollection<TierReached> caused, int resent = 0)
    {
        var refs = rig.Gateway.Log.Where(entry => entry.Number.Length > 0).GroupBy(RefIn, StringComparer.Ordinal).ToArray();
        await PrintAsync(rig, caused.Count, refs.Length);

        // I1 and I2: one notification for each event that was caused, and none for anything else.
        (await rig.CountAsync("notification")).ShouldBe(caused.Count, "I1");
        (await rig.ValueAsync<long>("select count(*) from notification where not (event_id = any(@ids))", new { ids = caused.Select(one => one.EventId).ToArray() })).ShouldBe(0, "I2");
        // I3: the gateway saw each message once, but for what was resent by the rule.
        refs.Count(same => same.Count() > 1).ShouldBeLessThanOrEqualTo(resent, "I3");
        // I4: an attempt was written down before each request.
        rig.Gateway.Log.Count.ShouldBeLessThanOrEqualTo((int)await rig.CountAsync("delivery_attempt"), "I4");
        // I5: nothing waits.
        (await rig.CountAsync("outbox where published_at is null")).ShouldBe(0, "I5");
        (await rig.CountAsync("notification where state in ('pending', 'retry', 'sending')")).ShouldBe(0, "I5");
        // I7: what ended has its end and no lease; nothing went back from an end.
        (await rig.CountAsync("notification where state in ('accepted', 'failed', 'suppressed') and (next_attempt_at is not null or lease_until is not null)")).ShouldBe(0, "I7");
        (await rig.CountAsync("notification n where state = 'accepted' and not exists (select from delivery_attempt a where a.attempt_id = n.attempt_id and a.outcome = 'Accepted')")).ShouldBe(0, "I7");
        // I8: a member's messages left in the order in which they came.
        (await rig.CountAsync("""
            notification early join delivery_attempt first on first.attempt_id = early.attempt_id
            join notification later on later.member_id = early.member_id and later.member_seq > early.member_seq join delivery_attempt second on second.attempt_id = later.attempt_id
            where second.started_at < first.started_at and later.rank = early.rank
            """)).ShouldBe(0, "I8");
        // I9: no two sends of one key at once, over all instances.
        (await rig.CountAsync("""
            delivery_attempt a join delivery_attempt b on b.sender_key_id = a.sender_key_id and b.attempt_id > a.attempt_id
            where b.started_at < a.ended_at and b.started_at >= a.started_at and a.outcome <> 'Unknown'
            """)).ShouldBe(0, "I9");
        // I10: neither the key nor a number left the database and the gateway.
        rig.Log.ShouldNotContain(line => line.Contains(MessagesRig.Key, StringComparison.Ordinal), "I10");
        foreach (var number in rig.Gateway.Log.Select(entry => entry.Number).Where(number => number.Length > 0).Distinct())
            rig.Log.ShouldNotContain(line => line.Contains(number, StringComparison.Ordinal), "I10");
    }

    static async Task PrintAsync(MessagesRig rig, int caused, int seen)
    {
        var (made, unsure, again) = (await rig.CountAsync("notification"), await rig.CountAsync("notification where state = 'uncertain'"), await rig.CountAsync("outbox where republished > 0"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{TestContext.Current.Test?.TestDisplayName}: {caused} events, {made} notifications, {seen} at the gateway in {rig.Gateway.Log.Count} requests, {unsure} uncertain, {again} published again"));
    }

    static string RefIn(Dev.GatewayEntry entry) => Reference().Match(entry.Content).Groups["ref"].Value;

    [GeneratedRegex(@"\(ref (?<ref>[0-9A-F]{10})\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Reference();
}
